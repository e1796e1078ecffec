/* The small script of the plain pages */
(function () {})();
