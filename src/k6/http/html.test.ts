import { beforeAll, describe, expect, test } from 'vitest';
import { type HtmlElement, loadHtml, parseHtml, readsHtml, type Selection } from './html.js';

const PAGE = `<html lang="en"><body>
<ul id="list" class="a  b"><li>one</li><li class="two">two<!--note--></li><li>three</li></ul>
<form><input name="user" value="me"><input name="no" type="checkbox"><input type="checkbox" name="yes" checked="checked" value="1">
<select name="many" multiple><option selected value="1">One</option><option selected>Two</option></select>
<textarea name="text">txt</textarea></form>
<p data-num="5"><a href="/link?x=1" lang="de">link</a><img src="a.png"></p></body></html>`;

let page: Selection;
beforeAll(async () => {
  await loadHtml();
  page = parseHtml(PAGE, 'http://a.test/dir/');
});
const texts = (found: Selection) => found.toArray().map((one) => one.text());

test.each<[what: string, look: (li: Selection) => Selection, seen: readonly string[]]>([
  ['filter', (li) => li.filter('.two'), ['two']],
  ['filter by a function', (li) => li.filter((index) => index === 2), ['three']],
  ['not', (li) => li.not('.two'), ['one', 'three']],
  ['has', (li) => li.has('b'), []],
  ['add', (li) => li.first().add('.two'), ['one', 'two']],
  ['closest', (li) => li.closest('ul'), ['onetwothree']],
  ['children', () => page.find('ul').children('.two'), ['two']],
  ['parent', (li) => li.parent(), ['onetwothree']],
  ['parents', (li) => li.parents('ul'), ['onetwothree']],
  ['parentsUntil', (li) => li.parentsUntil('body'), ['onetwothree']],
  ['siblings', (li) => li.eq(1).siblings(), ['one', 'three']],
  ['next', (li) => li.eq(0).next(), ['two']],
  ['nextAll', (li) => li.eq(0).nextAll(), ['two', 'three']],
  ['nextUntil', (li) => li.eq(0).nextUntil('li:last-child'), ['two']],
  ['prev', (li) => li.eq(2).prev(), ['two']],
  ['prevAll', (li) => li.eq(2).prevAll(), ['two', 'one']],
  ['prevUntil', (li) => li.eq(2).prevUntil(page.find('li').first()), ['two']],
  ['last', (li) => li.last(), ['three']],
  ['slice', (li) => li.slice(1), ['two', 'three']],
  ['end', (li) => li.first().end(), ['one', 'two', 'three']],
  ['a selector that is none', (li) => li.find('['), []],
  ['no selector', (li) => li.filter(''), []],
])('%s', (_what, look, seen) => {
  expect(texts(look(page.find('li')))).toEqual(seen);
});

test('questions about a selection', () => {
  const li = page.find('li');
  expect([li.is('.two'), li.eq(1).index(), li.index(page.find('.two')), li.size()]).toEqual([true, 1, 1, 3]);
  expect(li.map((index, one) => `${index} ${one.text()}`)).toEqual(['0 one', '1 two', '2 three']);
  expect([page.find('p').data(), page.find('p').data('num')]).toEqual([{ num: 5 }, 5]);
  expect(() => li.find(undefined as never)).toThrow('cannot use undefined as a selector');
  expect(JSON.stringify(page)).toBe('{"url":"http://a.test/dir/"}');
});

test('the fields of a form', () => {
  const form = page.find('form');
  expect(form.serializeObject()).toEqual({ user: 'me', yes: '1', many: ['1', 'Two'], text: 'txt' });
  expect(form.serialize()).toBe('many=1&many=Two&text=txt&user=me&yes=1');
});

describe('an element', () => {
  const element = (css: string): HtmlElement => page.find(css).get(0)!;

  test('tells its attributes', () => {
    const list = element('ul');
    expect([list.nodeName(), list.nodeType(), list.id(), list.className(), list.classList()]).toEqual([
      'ul',
      1,
      'list',
      'a  b',
      ['a', 'b'],
    ]);
    const link = element('a');
    expect([link.href(), link.lang(), link.getAttribute('href')]).toEqual([
      'http://a.test/link?x=1',
      'de',
      '/link?x=1',
    ]);
    expect([link.hasAttribute('href'), link.hasAttributes(), element('body').hasAttributes()]).toEqual([
      true,
      true,
      false,
    ]);
    expect(link.attributes()).toMatchObject({ lang: { name: 'lang', value: 'de' } });
    const [input, yes] = [element('input'), element('[name=yes]')];
    expect([input.name(), input.value(), yes.type(), element('img').src()]).toEqual([
      'user',
      'me',
      'checkbox',
      'a.png',
    ]);
  });

  test('tells what stands in it', () => {
    const two = element('.two');
    expect(two.childNodes().map((one) => [one.nodeName(), one.nodeValue()])).toEqual([
      ['#text', 'two'],
      ['#comment', 'note'],
    ]);
    expect([two.firstChild()?.textContent(), two.lastChild()?.nodeType(), two.hasChildNodes()]).toEqual([
      'two',
      8,
      true,
    ]);
    expect([two.innerHTML(), two.childElementCount(), two.children()]).toEqual(['two<!--note-->', 0, []]);
    const list = element('ul');
    expect([list.firstElementChild()?.textContent(), list.lastElementChild()?.textContent()]).toEqual(['one', 'three']);
  });

  test('leads to those beside, above and below it', () => {
    const two = element('.two');
    const list = two.parentElement()!;
    const near = [two.nextSibling(), two.previousSibling(), two.nextElementSibling(), two.previousElementSibling()];
    expect(near.map((one) => one?.textContent())).toEqual(['three', 'one', 'three', 'one']);
    expect([list.nodeName(), two.parentNode()?.id(), list.contains(two), two.contains(list)]).toEqual([
      'ul',
      'list',
      true,
      false,
    ]);
    expect([two.matches('li'), list.querySelector('.two')?.textContent(), list.querySelectorAll('li').length]).toEqual([
      true,
      'two',
      3,
    ]);
    const found = [list.getElementsByTagName('li'), element('body').getElementsByClassName('a b')];
    expect(found.map(({ length }) => length)).toEqual([3, 1]);
  });
});

test.each([
  'const page = res.html();',
  'const { html } = res;',
  "res['html']()",
  'parseHTML(text)',
  'res.html',
  '`${res.html().text()}`',
])('needs pages read: %s', (code) => {
  expect(readsHtml(code)).toBe(true);
});

test.each(["{ 'summary.html': page }", '"text/html"', '`<!DOCTYPE html><html lang="en"></html>`', 'htmlReport(data)'])(
  'needs no pages read: %s',
  (code) => {
    expect(readsHtml(code)).toBe(false);
  },
);
