<?php require __DIR__ . '/ats-bridge.php'; ?>
<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Driver (m/f/d)</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="<?= ATS_BRIDGE_EDGE ?>/widgets/ats-bridge.css">
    <script type="module" src="<?= ATS_BRIDGE_EDGE ?>/widgets/ats-bridge.js"></script>
    <script type="module" src="page.js"></script>
  </head>
  <body>
    <h1>Driver (m/f/d)</h1>
    <?= ats_bridge_apply_button(['client-id' => 'acme', 'job-id' => '4711', 'job-title' => 'Driver (m/f/d)', 'utm-source' => 'careers & "more"']), "\n" ?>
    <button id="next">Next job</button>
    <p>Applied for <output id="applied">–</output>, questions: <output id="count">–</output></p>
    <interview-questions job-id="4711" show-times session-url="/my/bridge-session"></interview-questions>
  </body>
</html>
