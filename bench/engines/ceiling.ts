import autocannon from 'autocannon';

/** How fast a client that runs no script can be: autocannon with a fixed body. Connections, seconds; prints as the script does. */
const [connections, seconds] = process.argv.slice(2).map(Number);
const result = await autocannon({
  url: `${process.env.BENCH_URL}/faceid/liveness/v2/get_token`,
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: 'api_key=bench-key-0123456789abcdef&api_secret=bench-secret-0123456789abcdef&return_url=https%3A%2F%2Fexample.com%2Freturn%3Forder%3D12&notify_url=https%3A%2F%2Fexample.com%2Fnotify&biz_no=order-2024-000001&comparison_type=1&scene_id=1&multi_oriented_detection=1',
  connections: connections!,
  duration: seconds!,
});
const { requests, errors, non2xx, duration } = result;
process.stdout.write(
  JSON.stringify({
    requests: requests.total,
    perSecond: requests.total / duration,
    failed: errors + non2xx,
    checked: requests.total,
  }),
);
