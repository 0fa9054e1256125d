import type { EmulatorRule } from '../rule.js';

export const imageRefFormat: EmulatorRule = {
  id: 'image_ref.format',
  async check({ photos, pieces }) {
    const unreadable: string[] = [];
    for (const { name, inspect } of photos) {
      if (!(await inspect()).readable) unreadable.push(name);
    }
    if (unreadable.length === 0) return undefined;
    return { code: 'IMAGE_ERROR_UNSUPPORTED_FORMAT', argument: pieces['image_ref.first-bad'](unreadable) };
  },
};
