import type { Contains, MetricType } from './sinks.js';

export interface MetricInfo {
  readonly name: string;
  readonly type: MetricType;
  readonly contains: Contains;
}

function metric(name: string, type: MetricType, contains: Contains = 'default'): MetricInfo {
  return { name, type, contains };
}

/** The metrics every run has, as k6 names them; the last three are this engine's own. */
export const BUILTIN = {
  vus: metric('vus', 'gauge'),
  vusMax: metric('vus_max', 'gauge'),
  iterations: metric('iterations', 'counter'),
  iterationDuration: metric('iteration_duration', 'trend', 'time'),
  droppedIterations: metric('dropped_iterations', 'counter'),
  checks: metric('checks', 'rate'),
  groupDuration: metric('group_duration', 'trend', 'time'),
  httpReqs: metric('http_reqs', 'counter'),
  httpReqFailed: metric('http_req_failed', 'rate'),
  httpReqDuration: metric('http_req_duration', 'trend', 'time'),
  httpReqBlocked: metric('http_req_blocked', 'trend', 'time'),
  httpReqConnecting: metric('http_req_connecting', 'trend', 'time'),
  httpReqTlsHandshaking: metric('http_req_tls_handshaking', 'trend', 'time'),
  httpReqSending: metric('http_req_sending', 'trend', 'time'),
  httpReqWaiting: metric('http_req_waiting', 'trend', 'time'),
  httpReqReceiving: metric('http_req_receiving', 'trend', 'time'),
  dataSent: metric('data_sent', 'counter', 'data'),
  dataReceived: metric('data_received', 'counter', 'data'),
  /** Arrival rates only: how late an iteration began. */
  iterationStartLag: metric('iteration_start_lag', 'trend', 'time'),
  /** Arrival rates only: from the intended start to the end, dropped arrivals charged with their wait. */
  iterationDurationCorrected: metric('iteration_duration_corrected', 'trend', 'time'),
  /** Arrival rates only: a request's duration plus what its arrival waited before it began. */
  httpReqDurationCorrected: metric('http_req_duration_corrected', 'trend', 'time'),
} as const;

/** The sub-metric k6 keeps beside every run: durations of the requests that went as expected. */
export const EXPECTED_DURATION = 'http_req_duration{expected_response:true}';
