/// The style of the HTML report: calm, readable on a phone and on paper, light or dark as the reader has it.
///
/// Every pair of ink and ground has a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3).
enum HTMLStyle {
  /// What the page's Content-Security-Policy allows as style: the base64 of the text's SHA-256. A test computes it anew.
  static let hash = "sha256-M5mI4pyauRJ6gZq6ONQTX4+hOUPYyRBtshLfpPaTuqM="

  static let text = colours + layout + parts + PathSVG.darkStyle + paper

  private static let light = """
    --paper:#f6f7f9;--card:#fff;--ink:#1b1f24;--quiet:#535d69;--line:#dfe3e8;--code:#f1f3f6;--link:#1f55a5;\
    --error:#b3261e;--error-soft:#fdecea;--warning:#8a4f00;--warning-soft:#fff3e0;--note:#1f55a5;\
    --note-soft:#e9f1fc;--good:#1a6b2f;--good-soft:#e6f4ea;--mark:#ffe9a8
    """

  private static let dark = """
    --paper:#15181c;--card:#1c2026;--ink:#e7eaee;--quiet:#a9b3bf;--line:#313843;--code:#252b33;--link:#8ab8ff;\
    --error:#ff9a91;--error-soft:#3b1c1a;--warning:#f2b866;--warning-soft:#38270f;--note:#8ab8ff;\
    --note-soft:#1a2b45;--good:#82d69c;--good-soft:#14301d;--mark:#5a4a12
    """

  private static let colours = """
    :root{color-scheme:light dark;\(light)}
    @media screen and (prefers-color-scheme:dark){:root{\(dark)}}

    """

  private static let layout = """
    *{box-sizing:border-box}
    html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%;text-size-adjust:100%}
    body{margin:0 auto;max-width:70rem;padding:clamp(1rem,4vw,2.5rem);background:var(--paper);color:var(--ink);\
    font:1rem/1.55 system-ui,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;overflow-wrap:anywhere}
    h1,h2,h3,h4{line-height:1.25;margin:0 0 .5rem;text-wrap:balance}
    h1{font-size:clamp(1.5rem,1.1rem + 2vw,2.25rem);letter-spacing:-.015em}
    h2{font-size:1.4rem;margin:3rem 0 .75rem;padding-top:1.5rem;border-top:1px solid var(--line)}
    h3{font-size:1.1rem}
    h4{font-size:1rem}
    p{margin:.4rem 0}
    ul,ol{padding-left:1.25rem;margin:.4rem 0}
    a{color:var(--link)}
    a:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:3px}
    code,pre{font:.875em/1.5 ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
    pre{margin:.6rem 0;padding:.6rem .75rem;background:var(--code);border-radius:.4rem;white-space:pre-wrap}
    pre code{font-size:1em}
    .skip{position:absolute;left:-999px}
    .skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem;z-index:1}
    .brand{margin:0 0 .25rem;font-weight:700;letter-spacing:.04em;color:var(--quiet)}
    .quiet,.intro{color:var(--quiet)}
    .quiet{font-size:.9rem}
    .intro{max-width:44rem;margin-bottom:1.25rem}
    nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;margin:1.25rem 0 0}
    nav a,summary{display:inline-block;padding:.25rem 0}
    summary{cursor:pointer;color:var(--link);display:list-item}
    footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--quiet);font-size:.9rem}

    """

  private static let parts = """
    .counts{display:grid;grid-template-columns:repeat(auto-fit,minmax(6.75rem,1fr));gap:.6rem;margin:1.25rem 0 0}
    .counts div{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.6rem .8rem;\
    display:flex;flex-direction:column-reverse;justify-content:flex-end}
    .counts dt{font-size:.8rem;line-height:1.3;color:var(--quiet)}
    .counts dd{margin:0;font-size:1.6rem;font-weight:650;line-height:1.2;font-variant-numeric:tabular-nums}
    .counts .error dd{color:var(--error)}
    .counts .warning dd{color:var(--warning)}
    .counts .note dd{color:var(--note)}
    .counts .none dd{color:var(--quiet);font-weight:400}
    .path,.finding,.evidence,.rule{background:var(--card);border:1px solid var(--line);border-radius:.6rem;\
    padding:1rem clamp(.9rem,2.5vw,1.4rem);margin:0 0 1rem}
    .verdict,.state,.badge{display:inline-block;font-size:.8rem;font-weight:600;line-height:1.5;padding:0 .55rem;\
    border-radius:1rem;white-space:nowrap}
    .badge{border-radius:.3rem;vertical-align:.08em}
    .verdict{font-size:.9rem}
    .good{--tone:var(--good);--soft:var(--good-soft)}
    .bad,.error{--tone:var(--error);--soft:var(--error-soft)}
    .doubtful,.warning{--tone:var(--warning);--soft:var(--warning-soft)}
    .note{--tone:var(--note);--soft:var(--note-soft)}
    .open{--tone:var(--quiet);--soft:var(--code)}
    .verdict,.state,.badge{color:var(--tone);background:var(--soft)}
    .next{background:var(--code);border-radius:.4rem;padding:.6rem .8rem;margin:.75rem 0}
    .route{display:grid;grid-template-columns:minmax(0,340px) minmax(0,1fr);gap:1.75rem;margin-top:1rem}
    .picture svg{display:block;width:100%;height:auto;max-width:340px}
    @media (min-width:52.01rem) and (min-height:62rem){.picture{position:sticky;top:1rem;align-self:start}}
    .hops{list-style:none;counter-reset:hop;padding:0;margin:0}
    .hop{counter-increment:hop;padding:.55rem 0 .55rem 2.2rem;position:relative;border-bottom:1px solid var(--line)}
    .hop:first-child{padding-top:0}
    .hop:last-child{border-bottom:0}
    .hop::before{content:counter(hop);position:absolute;left:0;width:1.5rem;margin-top:.15rem;text-align:right;color:var(--quiet);\
    font-variant-numeric:tabular-nums}
    .hop p{margin:.15rem 0}
    .hop details,.hop .links{font-size:.9rem}
    .links{list-style:none;padding:0}
    .links li{margin:.35rem 0}
    .links a{text-decoration:none}
    .links a:hover,.links a:focus-visible{text-decoration:underline}
    .file{margin:1.75rem 0 .6rem}
    .finding{border-left:4px solid var(--tone)}
    .finding:target,.rule:target{outline:3px solid var(--link);outline-offset:2px}
    .finding h3,.finding h4{font-size:1rem;font-weight:600;text-wrap:pretty}
    .source .number{color:var(--quiet)}
    .source mark{background:var(--mark);color:inherit;border-radius:2px}
    .caret{color:var(--error);font-weight:700}
    .related{margin-top:.75rem}
    table{border-collapse:collapse;width:100%;font-size:.9rem;margin:.6rem 0}
    th,td{text-align:left;vertical-align:top;padding:.4rem .6rem .4rem 0;border-bottom:1px solid var(--line);\
    font-weight:400}
    thead th{color:var(--quiet);font-size:.8rem;overflow-wrap:normal}
    @media (max-width:52rem){
    .route{grid-template-columns:minmax(0,1fr)}
    .picture svg{margin:0 auto}
    .caret{display:none}
    .source mark{box-shadow:0 2px 0 var(--error);-webkit-box-decoration-break:clone;box-decoration-break:clone}
    .counts{grid-template-columns:repeat(4,1fr);gap:.4rem}
    .counts div{padding:.4rem .5rem}
    .counts dd{font-size:1.25rem}
    .counts dt{font-size:.7rem;overflow-wrap:normal;hyphens:auto}
    }

    """

  /// On paper there is no screen to fold open, nothing to click, and the ground is white.
  private static let paper = """

    @media print{
    @page{margin:18mm 15mm}
    :root{--paper:#fff}
    html{font-size:10pt}
    body{max-width:none;padding:0}
    nav,.skip{display:none}
    h2,h3,h4{break-after:avoid}
    .finding,.evidence,.rule,.hop,.counts div,tr,pre{break-inside:avoid}
    .route{display:block}
    .picture{break-inside:avoid;margin-bottom:1rem}
    .picture svg{max-width:215px;margin:0}
    details:not(.long)::details-content{content-visibility:visible;block-size:auto}
    .verdict,.state,.badge,mark,svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}
    a{color:inherit;text-decoration:none}
    }
    """
}
