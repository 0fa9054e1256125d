import { onTestFinished } from 'vitest';
import { contracts } from '../../../contracts/index.js';
import { textPhotos } from '../../emulator/testing/test-app.js';
import { startReceiver } from '../../flow/callback-receiver.js';
import { noFlow } from '../../flow/settings.js';
import { FLOW_TIMES } from '../../flow/times.js';
import { plainStage } from '../plain-walk.js';
import type { TrialTools } from '../run-trial.js';

/** Photos of plain text, see `textPhotos`, for those that are no picture of one face. */
const TEXTS: Readonly<Record<string, string>> = {
  'two faces': 'faces:2',
  'three faces': 'faces:3',
  landscape: 'faces:0',
  'plain ground': 'faces:0',
  'turned by 90': 'turned:1',
  'turned by 180': 'turned:1',
  'turned by 270': 'turned:1',
  truncated: 'cut',
  'zero bytes': '',
  text: 'text',
};

/** Tools for trials of one test, without browser and pictures. What comes is waited for however busy the machine. */
export async function openPlainTools(): Promise<TrialTools> {
  const receiver = await startReceiver({ host: '127.0.0.1', ports: [0], publicUrl: '' });
  onTestFinished(() => receiver.close());
  const stage = {
    settings: { ...noFlow, notRun: '', loopback: true },
    times: { ...FLOW_TIMES, endWithinMs: 60_000, othersWithinMs: 60_000, lateWithinMs: 0, settleMs: 20 },
    ready: async () => plainStage(receiver),
    close: async () => undefined,
  };
  const named = { fileName: 'a.jpg', source: 'a.jpg', type: 'image/jpeg' };
  return {
    contracts,
    photos: textPhotos,
    photoSource: { photo: (name) => ({ ...named, bytes: Buffer.from(TEXTS[name] ?? 'faces:1') }), all: () => [] },
    plain: stage,
    browser: stage,
    photosUnavailable: '',
    seed: 1,
  };
}
