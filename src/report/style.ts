const LIGHT = `--bg:#fbfbf9;--card:#fff;--ink:#1b1d1f;--dim:#61676c;--line:#e4e4df;--edge:#d3d3cc;--ok:#1f7a4d;--okbg:#e9f4ee;--bad:#b3261e;--badbg:#fbeae8;--seen:#3b5b8c;--seenbg:#e9eef6;--warn:#855700;--warnbg:#faf1de;--link:#1f6384;--chart1:#2f6f8f;--chart2:#d9961a;--chart3:#b3261e;--chart4:#b4b8bb`;
const DARK = `--bg:#131517;--card:#1a1d20;--ink:#e8e9ea;--dim:#a0a7ad;--line:#2b2f33;--edge:#3d4247;--ok:#6cc596;--okbg:#16281f;--bad:#ff8a80;--badbg:#331a18;--seen:#9db8e6;--seenbg:#1a2333;--warn:#e6b95c;--warnbg:#2e2614;--link:#7cc0de;--chart1:#5fa9cc;--chart2:#f0cd7d;--chart3:#e8625a;--chart4:#6a7177`;

const BASE = `
:root{color-scheme:light dark;${LIGHT};--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Noto Sans Mono CJK SC",monospace;--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
@media screen and (prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box}
html{scroll-padding-top:16px;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 var(--sans);overflow-wrap:anywhere}
main{max-width:1120px;margin:0 auto;padding:32px 20px 72px}
h1,h2,h3,h4,p,ul,ol,dl,dd{margin:0}
ul,ol{padding:0;list-style:none}
h1{font-size:30px;line-height:1.2;letter-spacing:-.01em;text-wrap:balance}
h1 code{font-size:.86em;letter-spacing:-.02em}
h2{font-size:20px;line-height:1.3;margin:0 0 14px}
h2 .figure{font-weight:400;color:var(--dim);font-variant-numeric:tabular-nums;margin-left:.35em}
h3{font-size:15px;line-height:1.4}
h4{font-size:12px;font-weight:600;color:var(--dim);margin:0 0 4px}
a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:2px}
h1 a{color:inherit}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:4px}
code,.mono,.id,.place{font-family:var(--mono);font-size:.88em}
a.id,h1 a{text-underline-offset:.3em}
em{font-style:normal;color:var(--dim)}
pre{margin:0;background:var(--bg);border:1px solid var(--line);border-radius:8px;padding:10px 12px;font:12.5px/1.55 var(--mono);white-space:pre-wrap;overflow:auto;max-height:22em;unicode-bidi:plaintext}
.dim,.rest,.place{color:var(--dim)}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.sign{font-style:normal;font-weight:600;display:inline-block;width:1.1em;text-align:center}
.ok>.sign,.sign.ok{color:var(--ok)}.bad>.sign,.sign.bad{color:var(--bad)}.seen>.sign,.sign.seen{color:var(--seen)}.warn>.sign,.sign.warn{color:var(--warn)}.sign.dim{color:var(--dim)}
body>main>section{margin-top:48px}
.intro{color:var(--dim);margin:-6px 0 14px}
`;

const VERDICT = `
.incomplete{background:var(--warnbg);color:var(--warn);border:2px dashed currentColor;border-radius:10px;padding:12px 18px;margin:0 0 20px}
.incomplete strong{display:block;font-size:19px;letter-spacing:.08em}
.verdict{border-left:6px solid var(--edge);padding:2px 0 4px 18px}
.verdict.ok{border-color:var(--ok)}.verdict.bad{border-color:var(--bad)}.verdict.warn{border-color:var(--warn)}
.eyebrow{color:var(--dim);margin:0 0 6px;font-size:14px}.eyebrow b{color:var(--ink);font-weight:600}
.lead{margin:8px 0 0;max-width:76ch;text-wrap:pretty}
.why{margin:12px 0 0}.why h2{font-size:13px;margin:0 0 2px;color:var(--dim)}.why li{padding-left:1.1em;position:relative}.why li::before{content:"–";position:absolute;left:0;color:var(--dim)}
.panel{background:var(--card);border:1px solid var(--line);border-radius:10px;margin:24px 0 0;overflow:hidden}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(220px,1fr));margin:-1px 0 0 -1px}
.figures>div{padding:14px 18px 15px;border:1px solid var(--line);border-width:1px 0 0 1px}
.figures b{display:block;font-size:24px;line-height:1.25;font-variant-numeric:tabular-nums}
.figures .ok b{color:var(--ok)}.figures .bad b{color:var(--bad)}.figures .warn b{color:var(--warn)}
.figures .label{display:block;font-size:14px}.figures .detail{display:block;font-size:13px;color:var(--dim)}
.run{display:grid;grid-template-columns:repeat(4,1fr);border-top:1px solid var(--line);padding:14px 18px 16px;gap:12px 36px;font-size:14px}
.run dt{font-size:12px;color:var(--dim)}
.run .double{grid-column:span 2}.run .wide{grid-column:1/-1}.run .wide pre{margin-top:4px}
.contents{display:flex;flex-wrap:wrap;gap:4px 20px;margin:18px 0 0;font-size:14px}
.contents .figure{color:var(--dim);font-variant-numeric:tabular-nums}
`;

const CASES = `
.case{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--edge);border-radius:10px;padding:16px 18px 18px}
.case+.case{margin-top:16px}.case.bad{border-left-color:var(--bad)}.case.warn{border-left-color:var(--warn)}
.case h3{font-size:17px}.case h3 .id{margin-right:.35em}.case .where{color:var(--dim);font-size:14px;margin:2px 0 0}
.case .says{margin:10px 0 0;font-size:14px}
.two{display:grid;grid-template-columns:1fr 1fr;gap:12px;margin:14px 0 0}
.two>div{border-radius:8px;padding:9px 12px 11px;font:13px/1.5 var(--mono);min-width:0}.two h4{font-family:var(--sans)}
.two .expected{background:var(--okbg)}.two .actual{background:var(--badbg)}.case.warn .two .actual{background:var(--warnbg)}
.note{margin:12px 0 0;font-size:14px}.note b{font-weight:600}
.part{margin:14px 0 0}
.steps{font-size:14px;border-left:2px solid var(--line);padding-left:12px}.steps li{display:grid;grid-template-columns:5.6em minmax(0,1fr);gap:10px;padding:2px 0}.steps .at{color:var(--dim);text-align:right;font-variant-numeric:tabular-nums}.steps b{font-weight:600}
.shot img{display:block;max-width:260px;max-height:260px;border:1px solid var(--line);border-radius:8px}
.fold{margin:10px 0 0;font-size:14px}.fold>summary{cursor:pointer;color:var(--link);width:fit-content}
.case>.fold{margin-top:14px}
.names{margin:4px 0 0;font-size:14px}.names li{padding:2px 0 2px 1.1em;position:relative}.names li::before{content:"·";position:absolute;left:.3em;color:var(--dim)}
.copy{font:12px var(--sans);float:right;margin:-3px -5px 0 12px;padding:2px 9px;color:var(--link);background:var(--card);border:1px solid var(--line);border-radius:6px;cursor:pointer}
`;

const MAP = `
.legend{display:flex;flex-wrap:wrap;gap:4px 20px;color:var(--dim);font-size:14px;margin:0 0 14px}.legend b{font-weight:600;color:var(--ink);font-variant-numeric:tabular-nums}
.endpoint{font-size:16px;margin:18px 0 10px}.legend+.endpoint,.tools+.of-endpoint .endpoint{margin-top:0}.address{display:inline-block;font:400 13px/1.4 var(--mono);color:var(--dim);margin-left:.4em;overflow-wrap:anywhere}
.map{columns:3 280px;column-gap:16px}
.map section{break-inside:avoid;background:var(--card);border:1px solid var(--line);border-radius:10px;padding:12px 14px 10px;margin:0 0 16px}
.map h4{font-size:13px;color:var(--ink);margin:0 0 6px}
.map a{display:flex;gap:7px;align-items:baseline;text-decoration:none;color:inherit;padding:2px 6px;margin:0 -6px;border-radius:5px;font:12.5px/1.55 var(--mono)}
.map a:hover{background:var(--line)}.map a:hover bdi{text-decoration:underline}.map .sign{flex:none}
.map .head{color:var(--dim)}
.map .bad a{background:var(--badbg)}.map .bad .head,.map .bad .tail{color:var(--bad)}.map .seen .tail{color:var(--seen)}.map .warn .tail{color:var(--warn)}.map .dim .tail{color:var(--dim)}
`;

const TABLES = `
.scroll{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:10px}.scroll.narrow{width:fit-content;max-width:100%}
table{border-collapse:collapse;width:100%;font-size:14px}
th,td{text-align:left;padding:9px 16px;border-top:1px solid var(--line);vertical-align:top;font-weight:400}
thead th{border-top:0;font-size:12px;font-weight:600;color:var(--dim);white-space:nowrap}
td.mono{font-size:13px}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.zero{color:var(--dim)}
.meaning{display:block;font-size:13px;color:var(--dim)}
.map+.scroll{margin-top:16px}.counts{min-width:640px}.counts tbody tr:last-child{font-weight:600}.counts tbody tr:last-child>*{font-weight:600}
.observed+.observed{border-top:1px solid var(--edge)}.observed h3{font-size:14px;font-weight:400;padding:8px 18px;background:var(--bg)}
.row{border-top:1px solid var(--line);font-size:14px}.row>summary{display:grid;grid-template-columns:20px minmax(0,1fr) minmax(0,1fr);gap:0 14px;padding:6px 18px;cursor:pointer;list-style:none;align-items:baseline}.row>summary::-webkit-details-marker{display:none}.row>summary::before{content:"▸";color:var(--dim)}.row[open]>summary::before{content:"▾"}.row>summary:hover{background:var(--bg)}.row>summary:focus-visible{outline-offset:-2px}
.row .came>*{display:block}.row .inside{padding:0 18px 14px 52px}
.questions{counter-reset:question;background:var(--card);border:1px solid var(--line);border-radius:10px}
.questions>li{counter-increment:question;padding:12px 18px 13px 48px;position:relative;border-top:1px solid var(--line)}.questions>li:first-child{border-top:0}
.questions>li::before{content:counter(question);position:absolute;left:18px;top:12px;color:var(--dim);font-variant-numeric:tabular-nums}
.questions h3{font-weight:600}.questions p{font-size:14px}
.seen-list{margin:6px 0 0;font-size:14px}.seen-list li{display:grid;grid-template-columns:minmax(0,4fr) minmax(0,6fr) minmax(0,3fr);gap:16px;padding:2px 0}.seen-list .id{justify-self:start}
.seen-what{font:13px/1.6 var(--mono);color:var(--seen)}
.remarks{background:var(--card);border:1px solid var(--line);border-radius:10px}.remarks>li{padding:12px 18px 13px;border-top:1px solid var(--line)}.remarks>li:first-child{border-top:0}.remarks>li>p{font-weight:600}.remarks .fold{margin-top:4px}
`;

const RULES = `
.tools{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:center;margin:0 0 16px;font-size:14px;color:var(--dim)}.tools[hidden]{display:none}
.tools input{font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--edge);border-radius:8px;padding:6px 12px;width:300px;max-width:100%}
.tools button{font:inherit;color:var(--link);background:none;border:0;padding:6px 4px;cursor:pointer}
.group{background:var(--card);border:1px solid var(--line);border-radius:10px;margin:0 0 16px;overflow:hidden}.group[hidden],.rule[hidden]{display:none}
.group h4{font-size:15px;line-height:1.4;color:var(--ink);margin:0;padding:12px 18px 2px}.of-endpoint[hidden]{display:none}
.heads,.rule>summary{display:grid;grid-template-columns:20px minmax(0,5fr) minmax(0,4fr) 64px 124px 84px;gap:0 14px;padding:8px 18px}
.heads .total{padding-right:16px}.heads{font-size:12px;font-weight:600;color:var(--dim);padding-bottom:6px}
.rule{border-top:1px solid var(--line)}
.rule>summary{list-style:none;cursor:pointer;align-items:baseline}.rule>summary::-webkit-details-marker{display:none}
.rule>summary:hover{background:var(--bg)}.rule>summary:focus-visible{outline-offset:-2px}
.rule.bad>summary{background:var(--badbg)}.rule:target>summary{box-shadow:inset 3px 0 var(--link)}
.rule .name b{font:600 13px/1.5 var(--mono);display:block}.rule .text{display:block;font-size:13px;color:var(--dim)}
.rule .outcome{font-size:13px}.rule .standing{font-size:13px;color:var(--dim)}
.rule .state{font-size:13px;font-weight:600}.rule.ok .state{color:var(--ok)}.rule.bad .state{color:var(--bad)}.rule.seen .state{color:var(--seen)}.rule.warn .state{color:var(--warn)}.rule.dim .state{color:var(--dim)}
.total{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}.rule .total{font-size:13px}.rule .total::after{content:"▸";display:inline-block;width:16px;color:var(--dim)}.rule[open]>summary .total::after{content:"▾"}.rule .unit{display:none}
.source{font-size:13px;color:var(--dim);padding:4px 18px 8px 52px}
.cases{padding:0 18px 10px 52px;font-size:14px}
.cases>li{display:grid;grid-template-columns:20px minmax(0,5fr) minmax(0,6fr) 84px;gap:0 10px;padding:6px 0;border-top:1px solid var(--line)}
.cases .place{display:block}.cases .came>*{display:block}.cases .came>a{width:fit-content}.cases .mono{font-size:13px}.cases .time{text-align:right;color:var(--dim);font-size:13px;font-variant-numeric:tabular-nums;white-space:nowrap}
footer{margin-top:48px;padding-top:14px;border-top:1px solid var(--line);color:var(--dim);font-size:13px}
`;

const LOAD = `
.finding{border-left:4px solid var(--edge);padding-left:12px;text-wrap:balance}.finding.ok{border-color:var(--ok)}.finding.bad{border-color:var(--bad)}.finding.warn{border-color:var(--warn)}
.also{margin:0 0 8px}.also li{padding-left:1.1em;position:relative}.also li::before{content:"–";position:absolute;left:0;color:var(--dim)}.also .bad{color:var(--bad)}.also .warn{color:var(--warn)}
.measured{font-size:14px;margin:0 0 14px}
.part-head{margin:22px 0 8px}
.state{font-weight:600;white-space:nowrap}.state.ok{color:var(--ok)}.state.bad{color:var(--bad)}.state.warn{color:var(--warn)}
.objectives b,.periods td:first-child{white-space:nowrap}
.voids{background:var(--warnbg);color:var(--warn);border-radius:10px;padding:10px 16px 12px;margin:12px 0 0;font-size:14px}.voids li{padding-left:1.1em;position:relative}.voids li::before{content:"–";position:absolute;left:0}
.charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(420px,1fr));gap:16px;margin:16px 0 0}
.chart{margin:0;background:var(--card);border:1px solid var(--line);border-radius:10px;padding:14px 18px 12px;min-width:0;display:flex;flex-direction:column}
.chart figcaption{font-size:13px;color:var(--dim);margin:0 0 8px}.chart figcaption b{display:block;font-size:15px;line-height:1.35;color:var(--ink);text-wrap:balance}
.chart picture{margin-top:auto}.chart img{display:block;width:100%;height:auto;max-width:760px}
.chart .fold{margin:8px 0 0}.chart .scroll{margin-top:8px;max-height:26em;overflow:auto}.chart td,.chart th{padding:5px 12px}.chart table{font-size:13px}
.keys{display:flex;flex-wrap:wrap;gap:2px 16px;font-size:13px;margin:0 0 4px}.key{display:inline-block;width:11px;height:11px;border-radius:2px;margin-right:6px;vertical-align:-1px}
.key.accent{background:var(--chart1)}.key.second{background:var(--chart2)}.key.bad-fill{background:var(--chart3)}.key.idle{background:var(--chart4)}.key.thin{height:0;border-top:1px solid var(--dim);border-radius:0;vertical-align:4px;width:14px}
.limit{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,1fr);gap:16px;margin:16px 0 0}
.evidence{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:14px 18px;font-size:14px}.evidence li{padding:4px 0 4px 1.1em;position:relative}.evidence li::before{content:"–";position:absolute;left:0;color:var(--dim)}
.metrics{margin-top:14px}.pair{white-space:nowrap;margin-right:14px}.pair b{font-weight:600;font-variant-numeric:tabular-nums}
`;

const NARROW = `
@media screen and (max-width:760px){
main{padding:22px 16px 56px}h1{font-size:24px}h2{font-size:18px}body>main>section{margin-top:40px}.verdict{padding-left:14px}
.figures,.run{grid-template-columns:1fr 1fr}.figures>div{padding:12px 16px}.figures b{font-size:21px}
.charts,.limit{grid-template-columns:minmax(0,1fr)}.chart{padding:12px 14px 10px}.part-head{margin-top:18px}
.run{padding:12px 16px 14px;gap:10px 16px}
.case{padding:14px 14px 16px}.two{grid-template-columns:1fr;gap:8px}
.observed h3{padding:8px 14px}.row>summary{grid-template-columns:16px minmax(0,1fr);gap:0 8px;padding:6px 14px}.row .came{grid-column:2}.row .inside{padding:0 14px 12px}
.seen-list li{grid-template-columns:1fr;gap:0;padding:4px 0}.questions>li{padding:11px 14px 12px 40px}.questions>li::before{left:14px;top:11px}
.heads{display:none}.group h4{padding:12px 14px 8px}
.rule>summary{grid-template-columns:20px auto auto 1fr;gap:2px 10px;padding:9px 14px}
.rule .name,.rule .outcome{grid-column:2/-1}.rule .standing{grid-column:2}.rule .unit{display:inline;color:var(--dim)}
.source{padding:2px 14px 8px}.cases{padding:0 14px 8px}.cases>li{grid-template-columns:20px minmax(0,1fr) auto;gap:0 8px}.cases .came{grid-column:2/4}.cases .what{grid-column:2}.cases .time{grid-column:3;grid-row:1}
}
`;

const PRINT = `
@media print{
:root{--bg:#fff}body{font-size:11pt}main{max-width:none;padding:0}
.tools,.copy,.contents{display:none}
.limit{grid-template-columns:minmax(0,1fr)}.objectives table{font-size:9pt}.objectives th,.objectives td{padding:6px 8px;white-space:normal;overflow-wrap:normal}.chart img{max-width:560px}
pre{max-height:none;overflow:visible}.scroll{overflow:visible}
.case,.chart,.evidence,.map section,.rule>summary,.panel,.questions>li,.remarks>li,tr{break-inside:avoid}h2,h3,h4,.heads{break-after:avoid}
a{color:inherit}body>main>section{margin-top:24pt}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;

/** The style of the report, whole: light and dark, wide and narrow, screen and paper. */
export const style = [BASE, VERDICT, CASES, MAP, TABLES, RULES, LOAD, NARROW, PRINT].join('').replace(/\n+/g, '\n');
