/** The form that people sign in with; `wrong` is what it says after a refusal. */
export function loginPage(csrf: string, wrong?: string): string {
  return `<!doctype html><title>Log in</title>
${wrong === undefined ? '' : `<p role="alert">${wrong}</p>`}
<form method="post" action="/login">
  <input type="hidden" name="_csrf" value="${csrf}">
  <label>E-mail <input type="email" name="email"></label>
  <label>Password <input type="password" name="password"></label>
  <button>Log in</button>
</form>`;
}

/** What a person sees who is signed in: their own tickets. */
export function appPage(email: string, titles: readonly string[]): string {
  const items = titles.map((title) => `<li>${escaped(title)}</li>`).join('');
  return `<!doctype html><title>Tickets</title><h1>Tickets of ${escaped(email)}</h1><ul>${items}</ul>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
