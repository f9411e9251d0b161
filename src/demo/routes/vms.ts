import { array, union } from 'valibot';
import { notFound } from '../refusal.ts';
import { type Backend, type Route, route } from '../route.ts';
import {
  attachmentSchema,
  failureSchema,
  type NewVm,
  newVmSchema,
  nothingSchema,
  type Vm,
  vmChangesSchema,
  vmChoiceSchema,
  vmSchema,
} from '../schemas.ts';
import { addEach } from './bulk.ts';

/** `/vm`, `/vm/{id}`, `/vm/bulk`, `/Attach_VM_to_user`, `/Stop_VM`. */
export function vmRoutes({ store, now }: Backend): Route[] {
  const { users, vms } = store;
  const add = (vm: NewVm): Vm => {
    if (users.find(vm.user_id) === undefined) throw notFound('user', vm.user_id);
    return vms.add(vm, now());
  };
  const find = (id: number): Vm => {
    const vm = vms.find(id);
    if (vm === undefined) throw notFound('vm', id);
    return vm;
  };
  const change = (id: number, changes: Parameters<typeof vms.change>[1]): Vm => {
    find(id);
    if (changes.user_id !== undefined && users.find(changes.user_id) === undefined) {
      throw notFound('user', changes.user_id);
    }
    const changed = vms.change(id, changes);
    if (changed === undefined) throw notFound('vm', id);
    return changed;
  };

  return [
    route({
      method: 'GET',
      path: '/vm',
      name: 'listVms',
      summary: 'All virtual machines, oldest first.',
      paged: true,
      answer: array(vmSchema),
      run({ slice, header }) {
        header('x-total-count', String(vms.count()));
        return vms.list(slice);
      },
    }),
    route({
      method: 'GET',
      path: '/vm/{id}',
      name: 'getVm',
      summary: 'One virtual machine.',
      answer: vmSchema,
      refusals: [404],
      run: ({ id }) => find(id),
    }),
    route({
      method: 'POST',
      path: '/vm',
      name: 'createVm',
      summary: 'Create a virtual machine for an existing user.',
      body: newVmSchema,
      answer: vmSchema,
      refusals: [404],
      run: ({ body }) => add(body),
    }),
    route({
      method: 'POST',
      path: '/vm/bulk',
      name: 'createVms',
      summary:
        'Create up to 1000 virtual machines. The answer has one item for each, in order: the VM, or the error.',
      body: array(newVmSchema),
      perItem: true,
      answer: array(union([vmSchema, failureSchema])),
      run: ({ body }) =>
        addEach(body, { schema: newVmSchema, prepare: (vm) => vm, add, together: store.together }),
    }),
    route({
      method: 'PATCH',
      path: '/vm/{id}',
      name: 'changeVm',
      summary: 'Change some fields of a virtual machine.',
      body: vmChangesSchema,
      answer: vmSchema,
      refusals: [404],
      run: ({ id, body }) => change(id, body),
    }),
    route({
      method: 'DELETE',
      path: '/vm/{id}',
      name: 'deleteVm',
      summary: 'Delete a virtual machine.',
      answer: nothingSchema,
      refusals: [404],
      run({ id }) {
        if (!vms.remove(id)) throw notFound('vm', id);
        return {};
      },
    }),
    route({
      method: 'POST',
      path: '/Attach_VM_to_user',
      name: 'attachVmToUser',
      summary: 'Give a virtual machine to another user.',
      body: attachmentSchema,
      answer: vmSchema,
      refusals: [404],
      run: ({ body }) => change(body.vm_id, { user_id: body.user_id }),
    }),
    route({
      method: 'POST',
      path: '/Stop_VM',
      name: 'stopVm',
      summary: 'Stop a virtual machine. One that is stopped stays so.',
      body: vmChoiceSchema,
      answer: vmSchema,
      refusals: [404],
      run: ({ body }) => change(body.vm_id, { status: 'stopped' }),
    }),
  ];
}
