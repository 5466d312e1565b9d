// What JavaScript adds to a page that already works without it.
import { ExitThisPage, initAll } from './govuk-frontend.js';

// GOV.UK Frontend hides the page and follows the link. Ours also gives up its place in the history, so that "back" does
// not lead to it.
const hideAndLeave = ExitThisPage.prototype.exitPage;
ExitThisPage.prototype.exitPage = function () {
  hideAndLeave.call(this);
  window.location.replace(this.$button.href);
};

initAll();
