/**
 * What the liveness page does in the browser, as plain script: opens the camera, counts frames in which there is
 * something to see, reports what happens with three of the frames, and leaves by a form.
 */
export const PAGE_SCRIPT = `
'use strict';
(() => {
  const { session, events, framesNeeded, lookMs, leaveMs, timeLimitMs } = document.body.dataset;
  const at = (id) => document.getElementById(id);
  const stage = at('stage'), video = at('video'), ring = at('ring'), retry = at('retry'), cancel = at('cancel');
  const openedAt = performance.now();
  let stream, ended = false, round = 0;

  // Only what changes is written: the words are read out, and frames come thirty times a second.
  const write = (id, text) => {
    if (at(id).textContent !== text) at(id).textContent = text;
  };
  const show = (state, title, hint) => {
    stage.dataset.state = state;
    write('title', title);
    write('hint', hint);
    retry.hidden = state !== 'blocked';
  };
  const progress = (share) => {
    ring.style.strokeDashoffset = String(100 - 100 * share);
    ring.classList.toggle('none', share === 0);
    at('progress').setAttribute('aria-valuenow', String(Math.round(100 * share)));
  };
  const stopCamera = () => {
    for (const track of stream ? stream.getTracks() : []) track.stop();
    stream = undefined;
  };

  const tell = async (event, frames, images) => {
    const body = new URLSearchParams({ session, event, frames: String(frames || 0), ...images });
    const answer = await fetch(events, { method: 'POST', body });
    if (!answer.ok) throw new Error('status ' + answer.status);
    return answer.json();
  };

  const SAY = {
    passed: ['good', 'All done', 'Taking you back.'],
    timeout: ['bad', 'The time is over', 'Taking you back. You can start again there.'],
    no_input_frame: ['bad', 'No camera found', 'This browser gives no camera to the page. Taking you back.'],
    interrupt_in_mirro_state: ['bad', 'Cancelled', 'Taking you back.'],
    interrupt_in_action_state: ['bad', 'Cancelled', 'Taking you back.'],
  };
  const FAILED = ['bad', 'Not confirmed', 'We could not see that it is you. Taking you back.'];

  const leave = (answer) => {
    if (answer.status === 'not started' || answer.status === 'under way') return false;
    const words = SAY[answer.status] || FAILED;
    ended = true;
    round += 1;
    stopCamera();
    cancel.hidden = true;
    if (words[0] === 'bad') progress(0);
    show(words[0], words[1], answer.leave ? words[2] : 'You can close this page.');
    document.body.dataset.status = answer.status;
    if (!answer.leave) return true;
    const form = document.createElement('form');
    form.method = answer.leave.method;
    form.action = answer.leave.action;
    form.acceptCharset = 'UTF-8';
    for (const [name, value] of Object.entries(answer.leave.fields)) {
      const field = document.createElement('input');
      field.type = 'hidden';
      field.name = name;
      field.value = value;
      form.append(field);
    }
    document.body.append(form);
    setTimeout(() => form.submit(), leaveMs);
    return true;
  };

  const report = async (event, frames, images) => {
    for (let attempt = 1; !ended; attempt += 1) {
      try {
        return leave(await tell(event, frames, images));
      } catch (error) {
        if (attempt === 3) {
          stopCamera();
          show('blocked', 'The connection is lost', 'Check your connection and try again.');
          return false;
        }
        await new Promise((resolve) => setTimeout(resolve, 500 * attempt));
      }
    }
    return true;
  };

  const canvas = document.createElement('canvas');
  canvas.width = 32;
  canvas.height = 24;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  const brightness = () => {
    pen.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
    let sum = 0;
    for (let index = 0; index < data.length; index += 4) sum += data[index] + data[index + 1] + data[index + 2];
    return sum / (canvas.width * canvas.height * 3);
  };
  // What GetResult gives later: the frame as a JPEG of at most 320 pixels.
  const picture = () => {
    const copy = document.createElement('canvas');
    copy.width = 320;
    copy.height = Math.round((320 * video.videoHeight) / (video.videoWidth || 1)) || 240;
    copy.getContext('2d').drawImage(video, 0, 0, copy.width, copy.height);
    return copy.toDataURL('image/jpeg', 0.7);
  };
  const nextFrame = (found) => {
    if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(found);
    else requestAnimationFrame(found);
  };

  const look = (mine) => {
    const startedAt = performance.now();
    const images = {};
    let frames = 0, lastBright = startedAt, lastTime = -1;
    const each = () => {
      if (ended || mine !== round) return;
      const now = performance.now();
      if (video.currentTime !== lastTime && brightness() > 8) {
        frames += 1;
        lastBright = now;
        if (frames === Math.ceil(framesNeeded / 3)) images.action1 = picture();
        if (frames === Math.ceil((2 * framesNeeded) / 3)) images.action2 = picture();
      }
      lastTime = video.currentTime;
      const share = Math.min(1, frames / framesNeeded, (now - startedAt) / lookMs);
      progress(share);
      if (share >= 1) {
        images.best = picture();
        show('good', 'Thank you', 'One moment.');
        stopCamera();
        void report('finished', frames, images);
        return;
      }
      if (now - lastBright > 2500) show('looking', 'It is too dark', 'Turn on a light, or uncover the camera.');
      else show('looking', 'Look into the camera', 'Keep your face inside the oval and hold still.');
      nextFrame(each);
    };
    nextFrame(each);
  };

  const begin = async () => {
    round += 1;
    const mine = round;
    progress(0);
    show('waiting', 'Allow the camera', 'Your browser asks whether this page may use it. The check takes a few seconds.');
    if (!navigator.mediaDevices || !navigator.mediaDevices.getUserMedia) return report('unsupported');
    let opened;
    try {
      opened = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: { facingMode: 'user', width: { ideal: 640 }, height: { ideal: 480 } },
      });
    } catch (error) {
      if (ended) return true;
      if (error.name === 'NotAllowedError') {
        show('blocked', 'The camera is blocked', 'Allow it in the address bar of your browser, then try again.');
        return false;
      }
      if (error.name === 'NotReadableError') {
        show('blocked', 'The camera is busy', 'Close other programs that use it, then try again.');
        return false;
      }
      return report('unsupported');
    }
    stream = opened;
    if (ended || mine !== round) return stopCamera();
    opened.getVideoTracks()[0].addEventListener('ended', () => {
      if (ended || mine !== round) return;
      round += 1;
      show('blocked', 'The camera stopped', 'Connect it again, then try again.');
    });
    video.srcObject = opened;
    await video.play();
    if (await report('started')) return true;
    if (stream) look(mine);
    return true;
  };

  retry.addEventListener('click', () => void begin());
  cancel.addEventListener('click', () => {
    round += 1;
    stopCamera();
    void report('cancelled');
  });
  setTimeout(() => {
    if (!ended) void report('');
  }, Math.max(0, timeLimitMs - (performance.now() - openedAt)) + 250);
  void begin();
})();
`;
