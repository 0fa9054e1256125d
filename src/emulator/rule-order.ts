import type { EmulatorRule, RuleCheck } from './rule.js';
import { apiKeyRequired } from './rules/api_key.required.js';
import { apiSecretRequired } from './rules/api_secret.required.js';
import { authDenied } from './rules/auth.denied.js';
import { authMismatch } from './rules/auth.mismatch.js';
import { authNoDataSource } from './rules/auth.no-data-source.js';
import { bizExtraDataMaxBytes } from './rules/biz_extra_data.max-bytes.js';
import { bizNoMaxBytes } from './rules/biz_no.max-bytes.js';
import { bizNoRequired } from './rules/biz_no.required.js';
import { comparisonTypeRequired } from './rules/comparison_type.required.js';
import { comparisonTypeValues } from './rules/comparison_type.values.js';
import { idcardNameMaxChars } from './rules/idcard_name.max-chars.js';
import { idcardNameRequired } from './rules/idcard_name.required.js';
import { idcardNameUtf8 } from './rules/idcard_name.utf8.js';
import { idcardNumberDigits } from './rules/idcard_number.digits.js';
import { idcardNumberLastX } from './rules/idcard_number.last-x.js';
import { idcardNumberLength } from './rules/idcard_number.length.js';
import { idcardNumberRequired } from './rules/idcard_number.required.js';
import { imageRefFormat } from './rules/image_ref.format.js';
import { imageRefMultipleFaces } from './rules/image_ref.multiple-faces.js';
import { imageRefNoFace } from './rules/image_ref.no-face.js';
import { imageRefRequired } from './rules/image_ref.required.js';
import { multiOrientedDetectionValues } from './rules/multi_oriented_detection.values.js';
import { notifyUrlFormat } from './rules/notify_url.format.js';
import { notifyUrlRequired } from './rules/notify_url.required.js';
import { returnUrlFormat } from './rules/return_url.format.js';
import { returnUrlRequired } from './rules/return_url.required.js';
import { screenReplayOther } from './rules/screen_replay.other.js';
import { textUtf8 } from './rules/text.utf8.js';
import { uuidMaxBytes } from './rules/uuid.max-bytes.js';
import { uuidRequired } from './rules/uuid.required.js';

/** The order in which rules are tried; the page leaves it open. The first refusal is the answer. */
export interface RuleOrder {
  /** Who calls. Only what passes these counts as in flight. */
  readonly credentials: readonly EmulatorRule[];
  /** What is asked: parameters in the page's order, and last what is slow, the photos. */
  readonly parameters: readonly EmulatorRule[];
}

export const documentedOrder: RuleOrder = {
  credentials: [apiKeyRequired, apiSecretRequired, authMismatch, authDenied],
  parameters: [
    comparisonTypeRequired,
    comparisonTypeValues,
    authNoDataSource,
    idcardNameRequired,
    idcardNameUtf8,
    idcardNameMaxChars,
    idcardNumberRequired,
    idcardNumberLength,
    idcardNumberDigits,
    idcardNumberLastX,
    uuidRequired,
    uuidMaxBytes,
    imageRefRequired,
    returnUrlRequired,
    returnUrlFormat,
    notifyUrlRequired,
    notifyUrlFormat,
    bizNoRequired,
    bizNoMaxBytes,
    bizExtraDataMaxBytes,
    textUtf8,
    screenReplayOther,
    multiOrientedDetectionValues,
    imageRefFormat,
    imageRefNoFace,
    imageRefMultipleFaces,
  ],
};

/**
 * The order with some checks replaced by rule id. A rule of the contract that refuses nothing here (such as
 * `biz_extra_data.optional`) has no place in the order; its replacement is tried last, on requests that keep all others.
 */
export function replaceChecks(order: RuleOrder, replacements: Readonly<Record<string, RuleCheck>>): RuleOrder {
  const replaced = (rules: readonly EmulatorRule[]) =>
    rules.map((rule) => ({ id: rule.id, check: replacements[rule.id] ?? rule.check }));
  const placed = new Set([...order.credentials, ...order.parameters].map((rule) => rule.id));
  const added = Object.entries(replacements)
    .filter(([id]) => !placed.has(id))
    .map(([id, check]) => ({ id, check }));
  return { credentials: replaced(order.credentials), parameters: [...replaced(order.parameters), ...added] };
}
