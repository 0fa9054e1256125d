import type { Pieces } from '../pieces.js';
import type { Grant } from './grant.js';
import type { LivenessStatus } from './status.js';

/** Confidence and the thresholds of false acceptance rates, in the shape of the vendor's face comparison. */
const SAME_PERSON = {
  confidence: 91.3,
  thresholds: { '1e-3': 62.169, '1e-4': 69.315, '1e-5': 74.399, '1e-6': 78.038 },
};

/** The result as `data` and get_result hold it: status, `biz_info`, and once OK what was found. */
export function resultData(
  grant: Grant,
  bizId: string,
  status: LivenessStatus,
  pieces: Pieces,
): Readonly<Record<string, unknown>> {
  const info = {
    status,
    biz_info: {
      biz_id: bizId,
      biz_no: pieces['biz_no.echo'](grant.bizNo),
      biz_extra_data: pieces['biz_extra_data.echo'](grant.bizExtraData),
    },
  };
  if (status !== 'OK') return info;
  return {
    ...info,
    liveness_result: { result: 'PASS', ...pieces['screen_replay.result'](grant.screenReplay) },
    verify_result: verifyResult(grant),
  };
}

/** One comparison with the data source for type 1, one with every photo sent for 0 and 1, none for -1. */
function verifyResult({ comparisonType, photoNames }: Grant): Readonly<Record<string, unknown>> {
  const compared = [
    ...(comparisonType === '1' ? ['result_faceid'] : []),
    ...photoNames.map((name) => name.replace('image_ref', 'result_ref')),
  ];
  return Object.fromEntries(compared.map((name) => [name, SAME_PERSON]));
}
