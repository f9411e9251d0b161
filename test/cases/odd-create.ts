import { setTimeout as sleep } from 'node:timers/promises';
import type { OddFault } from './odd-fault.ts';
import { recordText } from './odd-lists.ts';
import { json, type OddScene } from './odd-server.ts';
import type { OddRecord } from './odd-store.ts';

type Body = Readonly<Record<string, unknown>>;

/** Answers a create, with or without its fault. */
export async function answerCreate(
  scene: OddScene,
  collection: string,
  body: Body,
  fault: OddFault | undefined,
): Promise<void> {
  const { response, store, options, stopped, operations, answers } = scene;
  const commit = (): OddRecord | undefined => {
    const stored = store.create(collection, body);
    return 'record' in stored ? stored.record : undefined;
  };
  const foreignOf = (): OddRecord | undefined =>
    store.foreign.find((record) => record.collection === collection);
  switch (fault?.kind) {
    case undefined: {
      const stored = store.create(collection, body);
      if ('refused' in stored) return json(response, stored.refused, '{"message":"It is there already."}');
      const text = recordText(stored.record, options, 'one');
      answers.push(text);
      return json(response, stored.isNew ? 201 : 200, text);
    }
    case 'reset': {
      if (fault.committed === 'before') commit();
      response.socket?.resetAndDestroy();
      if (typeof fault.committed !== 'number') return;
      await sleep(fault.committed, undefined, { signal: stopped });
      commit();
      return;
    }
    case 'status':
      if (fault.committed) commit();
      return json(
        response,
        fault.status,
        JSON.stringify({ message: fault.message ?? 'Something went wrong.' }),
        fault.headers,
      );
    case 'see-other': {
      const id = commit()?.id;
      const place = { record: `/${collection}/${id}`, page: `/pages/${id}`, missing: `/gone/${id}` }[
        fault.to
      ];
      response.writeHead(303, { location: place, 'content-type': 'text/html' }).end('<a>See there.</a>');
      return;
    }
    case 'operation': {
      const number = String(operations.size + 1);
      const operation: { doneAt: number; record?: OddRecord } = { doneAt: Date.now() + fault.doneAfterMs };
      operations.set(number, operation);
      json(response, 202, `{"operation":${number},"status":"running"}`, {
        location: `/operations/${number}`,
      });
      await sleep(fault.doneAfterMs, undefined, { signal: stopped });
      const record = commit();
      if (record !== undefined) operation.record = record;
      return;
    }
    case 'other-record': {
      if (fault.committed) commit();
      const other = foreignOf();
      return json(response, 201, other === undefined ? '{}' : recordText(other, options, 'one'));
    }
    case 'repeated': {
      if (fault.committed) commit();
      return json(response, 201, answers.at(-1) ?? '{}');
    }
    case 'same-id': {
      const record = commit();
      const id = foreignOf()?.id ?? '1';
      return json(response, 201, record === undefined ? '{}' : recordText({ ...record, id }, options, 'one'));
    }
    case 'taken-meanwhile': {
      const taken = store.addForeign(collection, { email: body.email, name: 'The Boss' });
      if (fault.how === 'answered') return json(response, 200, recordText(taken, options, 'one'));
      response.socket?.resetAndDestroy();
      return;
    }
    case 'port-closed':
      if (fault.committed) commit();
      return scene.closePort(fault.forMs);
  }
}
