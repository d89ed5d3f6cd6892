/**
 * The rule against guessing passwords. It slows strangers down and locks no user out.
 *
 * <p>A lock-out after some wrong passwords would hand every user's account to anyone who can reach the sign-in page: a
 * stranger behind the same proxy, or anywhere, could keep a user out for as long as they like. So a right password is
 * never refused for what strangers did; at worst it has to wait for its turn. The rule, with {@code n} for
 * {@code longhaul.sign-in.failure-limit} (5) and {@code w} for {@code longhaul.sign-in.failure-window} (15 minutes):
 *
 * <ol>
 *   <li><b>A known client has a count of its own.</b> A client is known if it sends the cookie of a browser in which
 *       this user has signed in during the last 180 days (OWASP, "Slow Down Online Guessing Attacks with Device
 *       Cookies"), or if the user's right password came from this address within the last 24 hours, which serves
 *       programs. Its tries are judged at once, whatever others do. After {@code n} failures of its own it counts as a
 *       stranger.
 *   <li><b>Strangers share a lane for each user name</b>, over all addresses and nodes, in the database. {@code n}
 *       failures are free. From then on one try is judged every 2 s, and after each 20 further failures the pace is 1 s
 *       slower, up to 5 s. A thousand addresses together therefore get at most 43,200 tries a day at one name, and
 *       17,280 when they do not pause.
 *   <li><b>Strangers share a lane for each address</b>, over all names, too: 10 {@code n} failures are free, then one
 *       try is judged each second. An IPv6 address counts as its first 64 bits.
 *   <li><b>A try waits for its turn</b> while its request is held, 10 s at most and at most 8 tries at a time on a
 *       node. A try whose turn is later gets 429 with {@code Retry-After}, and the turn is kept for it: one for each
 *       address in the lane of a name, and one for each name in the lane of an address, first come, first served. So a
 *       user in a new browser gets in after 10 s and at most one turn of each address that guesses at their name. A
 *       lane is 30 minutes long; only beyond that, under attack from 360 addresses or more at once, a try gets no turn.
 *       A known browser is the way in then, as it is where the guessing comes from the user's own address without a
 *       pause.
 *   <li><b>Failures are forgotten one by one</b>, each {@code w / n} (3 minutes), also while others follow. A lane
 *       never counts more than 60 failures above its limit, so it is as if nothing had happened 195 minutes after any
 *       attack.
 * </ol>
 *
 * <p>A try is counted before it is judged, and the count is taken back if the password was right. So a thousand tries
 * at once are not a thousand free ones. Whether a try has to wait is decided before its password is looked at: no
 * answer tells that a password was right, and an unknown name is treated as a known one.
 *
 * <p>NIST SP 800-63B, section 5.2.2, wants at most 100 consecutive failures and names waits and known addresses as
 * means besides. A count that ends in a lock-out is not used here, for the reason above; the pace and passwords of
 * twelve characters or more take its place.
 *
 * <p>For maintainers: lanes are numbered by a hash, so their table has 131,072 rows at most, whatever names are tried.
 * Two names in one lane slow each other down and nothing else. All times are the database's. {@code GuessLanes} locks
 * the lane of the name before that of the address.
 */
@NullMarked
package dev.longhaul.shop.security.guessing;

import org.jspecify.annotations.NullMarked;
