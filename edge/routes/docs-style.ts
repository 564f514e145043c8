// The look of /docs: light and dark, from a phone's width on, nothing that moves.
export const docsStyle = `:root{color-scheme:light dark;--canvas:light-dark(#f7f7f5,#14171a);--surface:light-dark(#fff,#1c2024);--ink:light-dark(#1b1f23,#eceeef);--muted:light-dark(#5a6169,#a3abb3);--line:light-dark(#d9dad6,#343a40);--accent:light-dark(#0b5f6b,#6fd0dc);--warn:light-dark(#8a5300,#f0b866);--bad:light-dark(#a8261c,#ff9a8f);--good:light-dark(#1a6b3c,#7bd49b)}
*{box-sizing:border-box}html{scroll-padding-top:16px}body{margin:0;background:var(--canvas);color:var(--ink);font:15px/1.5 system-ui,sans-serif;overflow-wrap:break-word}
.skip{position:absolute;left:-999px}.skip:focus{left:16px;top:8px}
.page{max-width:1200px;margin:0 auto;padding:32px 16px;display:grid;grid-template:"head" "nav" "main"/minmax(0,1fr);gap:0 32px}header{grid-area:head}nav{grid-area:nav}
main{grid-area:main;min-width:0}h1{font-size:27px;line-height:1.25;margin:0 0 8px}h2{font-size:21px;line-height:1.25;margin:32px 0 4px}h3{font-size:15px;margin:16px 0 4px}h4{font-size:15px;font-weight:400;margin:12px 0 4px}
p{color:var(--muted);max-width:70ch;margin:0 0 12px}a{color:var(--accent)}code,pre{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}small{font-size:13px;color:var(--muted)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:6px}
nav summary{font-weight:600;cursor:pointer;padding:8px 0}nav ul{list-style:none;margin:0 0 16px;padding:0;columns:2;column-gap:16px}nav li{break-inside:avoid}nav a{display:inline-block;padding:4px 0;color:var(--ink);text-decoration:none}nav a:hover{color:var(--accent);text-decoration:underline}nav small{font-variant-numeric:tabular-nums}
.mark{border:1px solid var(--line);border-radius:6px;padding:2px 8px;font-size:13px}
.operation{background:var(--surface);border:1px solid var(--line);border-radius:8px;margin:0 0 8px}
.operation>summary{padding:12px 16px;cursor:pointer;display:grid;grid-template-columns:4.5em minmax(0,1fr);gap:2px 8px;align-items:baseline;list-style:none}.operation>summary::-webkit-details-marker{display:none}
.operation>summary b{font-size:13px;color:var(--accent)}.operation>summary b.put{color:var(--warn)}.operation>summary b.delete{color:var(--bad)}.operation>summary b.get{color:var(--good)}.operation>summary b.event{grid-column:1/-1;font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-weight:600}
.operation>summary code{overflow-wrap:anywhere;font-size:15px}.operation>summary span{grid-column:2;color:var(--muted);font-size:13px}.operation>summary b.event~span{grid-column:1/-1}
.operation[open]>summary{border-bottom:1px solid var(--line)}.inside{padding:12px 16px 16px;scroll-margin-top:88px}.proof{font-size:13px;margin:0 0 8px}.type,.label{font-size:13px;margin:8px 0 4px}
pre{margin:0 0 8px;padding:12px;background:var(--canvas);border:1px solid var(--line);border-radius:6px;overflow:auto;max-height:420px}
.scroll{overflow-x:auto;margin:0 0 8px}table{border-collapse:collapse;width:100%;font-size:13px}th,td{text-align:start;vertical-align:top;padding:6px 12px 6px 0;border-bottom:1px solid var(--line)}th{color:var(--muted);font-weight:600}tr:last-child td{border-bottom:0}td code{overflow-wrap:anywhere}td:nth-child(2) code{color:var(--muted)}td:last-child{min-width:14em}th:first-child{width:32%}th:nth-child(2){width:24%}.codes th:first-child{width:5em}.codes th:nth-child(2){width:16em}
dl{margin:0;display:grid;grid-template-columns:auto minmax(0,1fr);gap:4px 12px;font-size:13px}dd{margin:0;color:var(--muted)}.facts{font-size:15px;margin:0 0 16px;padding:16px;background:var(--surface);border:1px solid var(--line);border-radius:8px}.facts dt{font-weight:600}
@media(min-width:1000px){.page{grid-template:"nav head" auto "nav main" 1fr/250px minmax(0,1fr)}nav ul{columns:1}nav{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto;padding:0 0 16px}}
@media(max-width:480px){td:last-child{min-width:11em}.operation>summary{grid-template-columns:3.8em minmax(0,1fr);padding:12px}.inside{padding:12px}.facts{grid-template-columns:1fr;gap:0 0}.facts dd{margin:0 0 8px}}
@media(forced-colors:active){.operation,pre{border-color:CanvasText}}`;
