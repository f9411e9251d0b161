import type { SignInField, SignInPage, SignInScope } from './sign-in-page.ts';

/** What of a sign-in form is used. */
export interface FormParts {
  readonly email: SignInField;
  readonly password: SignInField;
  readonly submit: SignInField;
}

/** What a person reads on them. */
interface PartNames {
  readonly email: string;
  readonly password: string;
  readonly submit: string;
}

/**
 * The fields and the button that are shown, wherever they are on the page. If there are several by one name, those of the first form that
 * has all of them: beside the sign-in there may be a search, a newsletter, or a form to register.
 */
export async function formParts(page: SignInPage, names: PartNames): Promise<FormParts> {
  const all = partsIn(page, page, names);
  const counts = await Promise.all([all.email.count(), all.password.count(), all.submit.count()]);
  if (Math.max(...counts) < 2) return all;
  const form = page
    .locator('form')
    .filter({ has: all.password as never })
    .filter({ has: all.submit as never })
    .first();
  return (await form.count()) === 0 ? all : partsIn(page, form, names);
}

/** The same, wherever they are on the page. */
export function partsIn(
  page: SignInPage,
  scope: SignInScope,
  { email, password, submit }: PartNames,
): FormParts {
  const field = (name: RegExp): SignInField =>
    scope
      .getByLabel(name)
      .or(scope.getByPlaceholder(name) as never)
      .and(page.locator(':not(button):visible') as never);
  return {
    email: field(asRead(email)),
    password: field(asRead(password)),
    submit: scope.getByRole('button', { name: asRead(submit) }).and(page.locator(':visible') as never),
  };
}

/** A name as people read it: in capitals or not, with any space and apostrophe, and with the mark of what is required after it. */
function asRead(name: string): RegExp {
  const words = name
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/['’]/g, "['’]"));
  return new RegExp(`^\\s*${words.join('\\s+')}[\\s*:→›»>]*$`, 'i');
}
