/** The class of every chart that Observable Plot draws here. */
export const plotClass = 'chart';

/** The style sheet that Plot 0.6 puts into each of its charts. The page's security policy admits it by its hash. */
export const plotStyle = `:where(.${plotClass}) {
  --plot-background: white;
  display: block;
  height: auto;
  height: intrinsic;
  max-width: 100%;
}
:where(.${plotClass} text),
:where(.${plotClass} tspan) {
  white-space: pre;
}`;
