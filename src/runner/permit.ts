/** Leave to send one request, or the reason why not. */
export type Permit = { readonly granted: true } | { readonly granted: false; readonly reason: string };

/** Asks the run's budget for leave to send; waits as long as the pace demands. Without a budget leave is always given. */
export async function askPermit(permitUrl: string): Promise<Permit> {
  if (permitUrl === '') return { granted: true };
  const response = await fetch(permitUrl, { method: 'POST' });
  return response.ok ? { granted: true } : { granted: false, reason: await response.text() };
}
