import type { ApiRequest, SentPhoto } from '../../../api-request.js';
import { type Break, behaves, checks } from '../../../breaks/break.js';
import type { BreakKind } from '../../../breaks/kinds.js';
import type { Refusal } from '../../../refusal.js';
import { getTokenChecks } from '../checks.js';
import { comparisonType } from '../comparison-type.js';

// The breaks of rules about photos, besides those that every rule that refuses has.

const PHOTO_RULES = ['image_ref.format', 'image_ref.no-face', 'image_ref.multiple-faces'] as const;

const LOOKED_AT: readonly (readonly [
  kind: BreakKind,
  photos: (photos: readonly SentPhoto[]) => readonly SentPhoto[],
])[] = [
  ['first-photo-only', (photos) => photos.slice(0, 1)],
  ['last-photo-only', (photos) => photos.slice(-1)],
  ['not-the-second-photo', (photos) => photos.filter(({ name }) => !name.endsWith('2'))],
  ['not-the-third-photo', (photos) => photos.filter(({ name }) => !name.endsWith('3'))],
];

const looking = PHOTO_RULES.flatMap((rule) =>
  LOOKED_AT.map(([kind, of]) =>
    checks(rule, kind, () => (request) => documented(rule)({ ...request, photos: of(request.photos) })),
  ),
);

function documented(rule: string) {
  return getTokenChecks.parameters.find(({ id }) => id === rule)!.check;
}

/** Refuses by the number of photos. */
function refuses(rule: string, kind: BreakKind, refused: (request: ApiRequest) => Refusal | undefined): Break {
  return checks(rule, kind, () => refused);
}

const tooMany = (most: number, type?: string) => (request: ApiRequest) => {
  const concerned = type === undefined || comparisonType(request.form) === type;
  const excess = concerned ? request.photos[most] : undefined;
  return excess === undefined ? undefined : { code: 'BAD_ARGUMENTS', argument: excess.name };
};

const number: readonly Break[] = [
  refuses('image_ref.up-to-three', 'one-too-few', tooMany(2)),
  refuses('image_ref.up-to-three', 'first-photo-only', tooMany(1)),
  refuses('image_ref.up-to-three', 'not-with-data-source', tooMany(0, '1')),
  refuses('image_ref.up-to-three', 'not-with-own-photo', tooMany(0, '0')),
  refuses('image_ref.optional', 'always', ({ form, photos }) =>
    comparisonType(form) === '1' && photos.length === 0
      ? { code: 'MISSING_ARGUMENTS', argument: 'image_ref1' }
      : undefined,
  ),
  refuses('image_ref.optional', 'missing', tooMany(0, '1')),
  refuses('image_ref.required', 'in-all-answers', ({ form, photos }) =>
    photos.length === 0 && comparisonType(form) !== '1'
      ? { code: 'MISSING_ARGUMENTS', argument: 'image_ref1' }
      : undefined,
  ),
  refuses('image_ref.required', 'one-too-few', ({ form, photos }) =>
    photos.length < 2 && comparisonType(form) === '0'
      ? { code: 'MISSING_ARGUMENTS', argument: 'image_ref1' }
      : undefined,
  ),
];

/** Which of the broken photos are named. */
const named = (kind: BreakKind, name: (unreadable: readonly string[]) => string) =>
  behaves('image_ref.first-bad', kind, () => ({ 'image_ref.first-bad': name }));

const naming: readonly Break[] = [
  named('last-only', (unreadable) => unreadable.at(-1) ?? ''),
  named('in-all-answers', (unreadable) => unreadable.join(',')),
  named('constant', () => 'image_ref1'),
  named('first-photo-only', (unreadable) => (unreadable.length === 1 ? unreadable[0]! : 'image_ref1')),
  named('no-argument', () => ''),
  named('wrong-argument', () => 'image_ref'),
];

const formats: readonly Break[] = [
  // A photo counts as readable by how it begins.
  checks('image_ref.format', 'by-prefix', () => async (request) => {
    const photos = request.photos.filter(({ name }) => request.form.get(name)?.bytes[0] !== 0xff);
    return documented('image_ref.format')({ ...request, photos });
  }),
  // A photo counts as readable whatever it holds, as long as it is not short.
  checks('image_ref.format', 'partly', () => async (request) => {
    const photos = request.photos.filter(({ name }) => (request.form.get(name)?.bytes.length ?? 0) > 1000);
    return documented('image_ref.format')({ ...request, photos });
  }),
  {
    rule: 'image_ref.required',
    kind: 'empty',
    begin: () => ({
      checks: {
        'image_ref.format': (request) => {
          const photos = request.photos.filter(({ name }) => (request.form.get(name)?.bytes.length ?? 0) > 0);
          return documented('image_ref.format')({ ...request, photos });
        },
      },
    }),
  },
  checks('image_ref.multiple-faces', 'one-too-many', () => facesAbove(2)),
  checks('image_ref.multiple-faces', 'one-too-few', () => facesAbove(0)),
];

function facesAbove(most: number) {
  return async ({ photos }: ApiRequest): Promise<Refusal | undefined> => {
    for (const { inspect } of photos) {
      const photo = await inspect();
      if (photo.readable && (await photo.faces()) > most) return { code: 'MULTIPLE_FACES' };
    }
    return undefined;
  };
}

const turnedWhen = (kind: BreakKind, when: (value: string | undefined) => boolean) =>
  behaves('multi_oriented_detection.default', kind, () => ({ 'multi_oriented_detection.default': when }));

const turned: readonly Break[] = [
  turnedWhen('always', () => true),
  turnedWhen('missing', (value) => value !== '0'),
  turnedWhen('wrong-value', (value) => value !== undefined),
  turnedWhen('constant', (value) => value === '0'),
  {
    rule: 'multi_oriented_detection.default',
    kind: 'in-all-answers',
    begin: () => ({
      checks: {
        'image_ref.no-face': (request) =>
          request.photos.length > 0 && !request.form.has('multi_oriented_detection')
            ? { code: 'NO_FACE_FOUND' }
            : documented('image_ref.no-face')(request),
      },
    }),
  },
  behaves('multi_oriented_detection.rotates', 'turned-only', () => ({
    'multi_oriented_detection.rotates': async (photo) => ((await photo.faces()) > 0 ? 0 : photo.facesAfterRotation()),
  })),
  behaves('multi_oriented_detection.rotates', 'missing', () => ({
    'multi_oriented_detection.rotates': (photo) => photo.faces(),
  })),
  behaves('multi_oriented_detection.rotates', 'always', () => ({
    'multi_oriented_detection.rotates': async () => 1,
  })),
  behaves('multi_oriented_detection.rotates', 'wrong-value', () => ({
    'multi_oriented_detection.rotates': async (photo) =>
      (await photo.faces()) || (await photo.facesAfterRotation()) + 1,
  })),
  behaves('multi_oriented_detection.rotates', 'partly', () => ({
    // Turned upside down it is not found: only photos that lie on their side are.
    'multi_oriented_detection.rotates': async (photo) =>
      photo.width < photo.height ? photo.faces() : photo.facesAfterRotation(),
  })),
  behaves('multi_oriented_detection.rotates', 'first-time-only', () => {
    let turns = 0;
    return {
      'multi_oriented_detection.rotates': async (photo) => {
        const upright = await photo.faces();
        if (upright > 0) return upright;
        turns += 1;
        return turns === 1 ? photo.facesAfterRotation() : 0;
      },
    };
  }),
];

export const photoBreaks: readonly Break[] = [...looking, ...number, ...naming, ...formats, ...turned];
