/** Looks of the guide, in the colours of assets/theme.css, which does not reach into a page. */
export const overlayStyle = `
:host{
--page:#fff;--panel:#f7f8fa;--line:#e0e4ea;--ink:#101828;--ink-2:#3f4a5c;--ink-3:#5a6578;--accent:#0f5f63;--accent-soft:#e3f1f1;
--on-accent:#fff;--ok:#17693f;--warn:#8a4f05;--warn-soft:#fdf1dc;--bad:#b42318;--bad-soft:#fde9e7;color-scheme:light}
@media (prefers-color-scheme:dark){:host{
--page:#14171c;--panel:#1b1f26;--line:#2f3641;--ink:#f2f4f7;--ink-2:#c0c7d3;--ink-3:#9aa3b2;--accent:#5cc4c0;--accent-soft:#12383a;
--on-accent:#0c1f20;--ok:#5bc98a;--warn:#f0b557;--warn-soft:#3a2a0e;--bad:#ff8a7d;--bad-soft:#41201d;color-scheme:dark}}
*{box-sizing:border-box;font:inherit;color:inherit;margin:0;padding:0}
.veil{position:fixed;inset:0;pointer-events:auto;cursor:default}
.veil.pointing{cursor:crosshair}
.marks{position:fixed;inset:0;overflow:hidden;pointer-events:none;font:600 12px/18px system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
.marks>div{position:fixed;border-radius:5px;border:2px solid var(--mark);box-shadow:0 0 0 1px #fff8}
.marks{--mark:#0f7d82}
.marks>.hover{background:#0f7d8226}
.marks>.guess{border-style:dashed;background:#0f7d821a}
.marks>.taken{border-width:1px;box-shadow:none}
.marks>.list{border-style:dashed;border-color:#0f7d82a6;box-shadow:none}
.marks span{position:absolute;left:-2px;bottom:100%;padding:0 6px;border-radius:4px 4px 0 0;background:#0f5f63;color:#fff;white-space:nowrap}
.marks .below span{bottom:auto;top:100%;border-radius:0 0 4px 4px}
.card{position:fixed;width:340px;max-width:calc(100vw - 32px);max-height:calc(100vh - 32px);display:flex;flex-direction:column;
pointer-events:auto;color-scheme:light dark;background:var(--page);color:var(--ink);border:1px solid var(--line);border-radius:12px;
box-shadow:0 8px 32px #0003,0 0 0 1px #0000000a;font:14px/1.45 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;text-align:start;outline:none;overflow:hidden}
header{display:flex;align-items:center;gap:4px;padding:6px 6px 6px 16px;border-bottom:1px solid var(--line);background:var(--panel);
font-size:12px;color:var(--ink-3);cursor:grab;user-select:none;touch-action:none}
header span{white-space:nowrap}
header b{font-weight:600;color:var(--accent);margin-inline-end:auto;white-space:nowrap}
.body{padding:14px 16px;overflow-y:auto;display:grid;gap:10px}
h2{font-size:16px;line-height:1.3;font-weight:600}
p{color:var(--ink-2);font-size:13px}
.reads{display:block;border:1px solid var(--line);border-radius:8px;padding:8px 12px;background:var(--panel);min-height:62px;overflow-wrap:anywhere}
.reads.found{background:var(--accent-soft);border-color:transparent}
.reads small,dt,label{font-size:12px;color:var(--ink-3)}
.reads strong{display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;overflow:hidden;font-weight:600}
.reads em{font-style:normal;font-size:13px;color:var(--ink-2);font-variant-numeric:tabular-nums}
.note{border-radius:8px;padding:8px 12px;background:var(--warn-soft);color:var(--ink);font-size:13px}
.note::before{content:"▲ ";color:var(--warn);font-size:11px}
.note.bad{background:var(--bad-soft)}
.note.bad::before{content:"■ ";color:var(--bad)}
dl{display:grid;gap:2px;font-size:13px;border-top:1px solid var(--line);padding-top:10px}
dl>div{display:grid;grid-template-columns:116px minmax(0,1fr) auto;gap:8px;align-items:baseline;min-height:24px}
dd{overflow:hidden;text-overflow:ellipsis;white-space:pre;font-variant-numeric:tabular-nums}
dd.none{color:var(--ink-3)}
ul{list-style:none;display:grid;gap:4px;font-size:13px;border-top:1px solid var(--line);padding-top:10px}
li{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:8px;align-items:baseline;font-variant-numeric:tabular-nums}
li span{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
li.all{color:var(--ink-3);font-size:12px}
.choices{display:grid;gap:8px}
.choices.small{grid-template-columns:repeat(4,1fr)}
input{width:100%;margin-top:2px;padding:6px 10px;border:1px solid var(--line);border-radius:8px;background:var(--page)}
footer{display:flex;flex-wrap:wrap;gap:8px;padding:10px 16px;border-top:1px solid var(--line)}
footer .first{margin-inline-end:auto}
button{padding:6px 12px;border-radius:8px;border:1px solid var(--line);background:var(--page);cursor:pointer;font-weight:500;white-space:nowrap}
button:hover{background:var(--panel)}
button.primary{background:var(--accent);border-color:var(--accent);color:var(--on-accent);font-weight:600}
button.primary:hover{filter:brightness(1.08)}
button.quiet{border-color:transparent;background:none;color:var(--accent)}
button.quiet:hover{background:var(--accent-soft)}
dl button,ul button{padding:0 6px;font-size:12px;line-height:22px;margin-inline-end:-6px}
header button{border-color:transparent;background:none;padding:4px;line-height:0;color:var(--ink-3)}
svg{width:16px;height:16px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.choices button{text-align:start;white-space:normal}
.choices.small button{text-align:center;padding-inline:4px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.card:focus-visible{outline:none}
`;
