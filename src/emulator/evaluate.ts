import { accounts } from './accounts.js';
import type { Form } from './form/form.js';
import type { EmulatorSettings } from './options.js';
import type { Photo, PhotoInspector } from './photo-inspector.js';
import type { Refusal } from './refusal.js';
import type { GetTokenRequest } from './request.js';
import type { EmulatorRule } from './rule.js';
import { fieldText } from './text.js';

/** The request that the rules look at, made of a form: its account looked up, its photos ready to be inspected. */
export function readRequest(settings: EmulatorSettings, photos: PhotoInspector, form: Form): GetTokenRequest {
  const { figures, pieces } = settings;
  const key = fieldText(form, 'api_key');
  return {
    form,
    figures,
    pieces,
    account: accounts.find((account) => account.apiKey === key),
    photos: pieces['image_ref.up-to-three']({ form, figures }).map((name) => {
      let photo: Promise<Photo> | undefined;
      return {
        name,
        inspect() {
          photo ??= photos.inspect(form.get(name)!.bytes);
          return photo;
        },
      };
    }),
  };
}

/** The refusal of the first rule that the request breaks, in the given order; undefined when it keeps them all. */
export async function firstRefusal(
  rules: readonly EmulatorRule[],
  request: GetTokenRequest,
): Promise<Refusal | undefined> {
  for (const rule of rules) {
    const checked = rule.check(request);
    // Most rules answer at once; waiting only for the others keeps a request without photos in one turn.
    const refusal = checked instanceof Promise ? await checked : checked;
    if (refusal) return refusal;
  }
  return undefined;
}
