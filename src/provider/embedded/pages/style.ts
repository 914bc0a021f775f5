/** The style sheet of all simulated pages. Sizes never depend on a value: values stand in boxes of a fixed width. */
export const STYLE = `
:root{color-scheme:light;--ink:#1d2733;--soft:#5a6775;--line:#cfd6de;--accent:#1f5fbf;--error:#a4262c;--warn:#8a5a00;--ground:#eef1f5}
*{box-sizing:border-box}
html{overflow-y:scroll}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
.shell{max-width:32rem;margin:0 auto;padding:2.5rem 1rem}
header{min-height:2.25rem;margin-bottom:1rem;text-align:center;font-size:1.125rem;font-weight:600;overflow-wrap:anywhere}
main{background:#fff;border:1px solid var(--line);border-radius:12px;padding:2rem}
h1{margin:0 0 1.25rem;font-size:1.5rem;line-height:1.25;font-weight:600;overflow-wrap:anywhere}
h2{margin:0;font-size:1rem;font-weight:600}h3,h4{margin:0 0 .5rem;font-size:1rem}
p{margin:0 0 .75rem}ol,ul{margin:0 0 1rem;padding-left:1.5rem}li{margin-bottom:.5rem}
a,.link{color:var(--accent);text-underline-offset:3px}
.group{margin-bottom:1rem}.group>label{display:block;margin-bottom:.25rem;font-weight:600}
input[type=text],input[type=password],select,.value{width:100%;height:2.75rem;padding:.5rem .75rem;font:inherit;color:inherit;background:#fff;border:1px solid #7b8794;border-radius:8px}
input[readonly],input:disabled{background:var(--ground)}
input[aria-invalid=true]{border-color:var(--error)}
:focus-visible{outline:3px solid #9cc2f5;outline-offset:1px}
.reveal{display:flex;gap:.5rem}.reveal>input{flex:1;min-width:0}
.eye,.reset{flex:none;width:2.75rem;height:2.75rem;border:1px solid var(--line);border-radius:8px;background:#fff;cursor:pointer}
.eye::before{content:"";display:block;width:1rem;height:.6rem;margin:auto;border:2px solid var(--soft);border-radius:50%}
.reset::before{content:"";display:block;width:.9rem;height:.9rem;margin:auto;border:2px solid var(--soft);border-right-color:transparent;border-radius:50%}
.error{color:var(--error)}.helper{margin-top:.25rem}.required{color:var(--error)}
.options{display:flex;justify-content:space-between;gap:1rem;margin-bottom:1rem}.options:empty{display:none}
.check{display:flex;gap:.5rem;align-items:center;margin-bottom:1rem}.check input{width:1.1rem;height:1.1rem}
.actions{display:flex;gap:.75rem;margin-top:.5rem}
.primary,.secondary{flex:1;min-height:2.75rem;padding:.5rem 1rem;font:inherit;font-weight:600;text-align:center;text-decoration:none;border-radius:8px;border:1px solid var(--accent);cursor:pointer}
.primary{background:var(--accent);color:#fff}.primary:disabled{background:#8ea3bd;border-color:#8ea3bd;cursor:default}
.secondary{background:#fff;color:var(--accent)}
.another{display:block;margin-top:1rem}
.pf-v5-c-alert,.notice{margin-bottom:1.25rem;padding:.75rem 1rem;border:1px solid var(--line);border-left:4px solid var(--accent);border-radius:8px;background:#f7f9fc}
.pf-m-danger{border-left-color:var(--error);background:#fdf3f3}.pf-m-warning,.warning{border-left-color:var(--warn);background:#fff9ec}
.notice p:last-child{margin:0}
.info{margin-top:1.5rem;padding-top:1rem;border-top:1px solid var(--line);text-align:center}
.choices{list-style:none;padding:0}.choice{display:block;width:100%;padding:1rem;text-align:left;font:inherit;background:#fff;border:1px solid var(--line);border-radius:8px;cursor:pointer}
.choice:hover{border-color:var(--accent)}.choice p{margin:.25rem 0 0;color:var(--soft)}
.tiles{display:grid;gap:.5rem;margin-bottom:1rem}.tile{padding:.75rem;border:1px solid var(--line);border-radius:8px;cursor:pointer}
.tile.selected{border-color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent)}
.boxed{display:block;height:1.5rem;overflow:hidden;white-space:nowrap;text-overflow:ellipsis}
#kc-totp-secret-qr-code{display:block;width:200px;height:200px;margin-bottom:.75rem}
#kc-totp-secret-key{display:block;height:4.5rem;padding:.5rem .75rem;overflow:hidden;font:1rem/1.75rem ui-monospace,monospace;background:var(--ground);border-radius:8px}
#kc-recovery-codes-list{columns:2;padding:1rem 1rem 1rem 2.5rem;background:var(--ground);border-radius:8px;font-family:ui-monospace,monospace}
#kc-recovery-codes-list li{height:1.5rem;white-space:nowrap}
.tools{display:flex;gap:1.25rem;margin-bottom:1rem}.link{padding:0;font:inherit;background:none;border:0;text-decoration:underline;cursor:pointer}
@media (max-width:480px){.shell{padding:1rem .75rem}main{padding:1.25rem}.actions{flex-direction:column}#kc-recovery-codes-list{columns:1}}
`;
