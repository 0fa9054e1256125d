import { type Fields, fieldAt } from '../../contract/fields.js';
import { sayOfAnswers } from '../../sayings/answers.js';
import { sayOfCallbacks as say } from '../../sayings/callbacks.js';
import type { ResultExpectation } from '../expectations.js';
import { readData } from './data.js';
import { describeChange } from './echo.js';
import { differenceOf } from './result-fields.js';
import { type FlowJudgement, failed, passed, type SeenFlow, undecided } from './seen.js';
import { isNot, show } from './value.js';
import type { SentRequest } from './walk.js';

/** Judges what the answer of GetResult shows of a check, beside the flow that the check ended. */
export function judgeResult(
  see: ResultExpectation,
  fields: Fields,
  flow: SeenFlow,
  sent: SentRequest,
  decodeImage: (bytes: string) => boolean,
): FlowJudgement {
  switch (see) {
    case 'the fields of a result':
      return judgeFields(fields);
    case 'biz_no comes back':
      return judgeEcho('biz_no', fields, sent);
    case 'biz_extra_data comes back':
      return judgeEcho('biz_extra_data', fields, sent);
    case 'the same as the callbacks':
      return judgeSame(fields, flow);
    case 'no images':
      return fields.images === undefined || fields.images === null
        ? passed(fields.images === null ? say('isNull', { field: 'images' }) : say('noImages'))
        : failed(say('is', { field: 'images', value: show(fields.images) }));
    case 'the best image':
      return judgeImages(fields, ['image_best'], decodeImage);
    case 'all images':
      return judgeImages(fields, ['image_best', ...actionsOf(fields)], decodeImage);
  }
}

function judgeFields(fields: Fields): FlowJudgement {
  for (const name of ['biz_id', 'biz_no']) {
    if (typeof fields[name] !== 'string') return failed(isNot(name, fields[name], sayOfAnswers('string')));
  }
  const liveness = fields.liveness_result;
  if (liveness === null || typeof liveness !== 'object')
    return failed(isNot('liveness_result', liveness, sayOfAnswers('object')));
  const result = fieldAt(fields, 'liveness_result.result');
  if (typeof result !== 'string') return failed(isNot('liveness_result.result', result, sayOfAnswers('string')));
  const verify = fields.verify_result;
  if (verify !== null && (typeof verify !== 'object' || Array.isArray(verify)))
    return failed(isNot('verify_result', verify, sayOfAnswers('orNull', { type: sayOfAnswers('object') })));
  return passed(say('aResult', { value: result }));
}

function judgeEcho(name: string, fields: Fields, sent: SentRequest): FlowJudgement {
  const value = fields[name];
  return value === sent.text(name) ? passed(say('equal')) : failed(describeChange(name, sent.text(name), value));
}

/** The callbacks told first, so what they told is what GetResult must tell. */
function judgeSame(fields: Fields, flow: SeenFlow): FlowJudgement {
  const told = flow.callbacks.flatMap(({ data }) => {
    const read = data === undefined ? '' : readData(data);
    return typeof read === 'object' ? [read] : [];
  })[0];
  if (told === undefined) return undecided(say('nothingToCompare'));
  const different = differenceOf(told, fields, ['biz_id', 'liveness_result', 'verify_result']);
  return different === undefined ? passed(say('equal')) : failed(different);
}

function actionsOf(fields: Fields): string[] {
  const { images } = fields;
  return images !== null && typeof images === 'object'
    ? Object.keys(images).filter((key) => /^image_action/.test(key))
    : [];
}

const PREFIX = 'data:image/jpeg;base64,';

function judgeImages(
  fields: Fields,
  names: readonly string[],
  decodeImage: (base64: string) => boolean,
): FlowJudgement {
  const { images } = fields;
  if (images === undefined) return failed(sayOfAnswers('missing', { field: 'images' }));
  if (images === null) return passed(say('isNull', { field: 'images' }));
  if (typeof images !== 'object') return failed(isNot('images', images, sayOfAnswers('object')));
  for (const name of names) {
    const image = (images as Fields)[name];
    if (image === null) continue;
    const field = `images.${name}`;
    if (typeof image !== 'string')
      return failed(isNot(field, image, sayOfAnswers('orNull', { type: sayOfAnswers('string') })));
    if (!image.startsWith(PREFIX)) return failed(say('noPrefix', { field, text: PREFIX }));
    if (!decodeImage(image.slice(PREFIX.length))) return failed(say('noJpeg', { field }));
  }
  return passed(names.join(', '));
}
