// The second navigation begins where the page in view stands, however far down its list that is.
const places = document.querySelector(".settings-nav");
const place = places?.querySelector("[aria-current]");
if (place && place.offsetTop + place.offsetHeight > places.clientHeight) places.scrollTop = place.offsetTop - places.clientHeight / 2;
