# Starts programs for the JVM, which would need a waiting thread for each of its own children. Orders come in on stdin:
#   start ID SCRIPT     runs the script as a process group of its own; it may report on descriptor 3
#   kill SIGNAL GROUP
# and reports go out on stdout: "started ID GROUP", "exited ID STATUS", "say ID TEXT".
# When stdin ends, because the JVM closed it or died, everything that carries the mark is killed.
mark=$1
while read -r verb first second; do
  case $verb in
  start)
    {
      setsid "$BASH" "$second" 3>&1 >/dev/null 2>&1 </dev/null &
      group=$!
      echo "started $first $group"
      wait "$group"
      echo "exited $first $?"
    } &
    ;;
  # A process that was just started is not yet the leader of its group.
  kill) kill -s "$first" -- "-$second" 2>/dev/null || kill -s "$first" "$second" 2>/dev/null ;;
  esac
done
for _ in 1 2 3; do
  # Its status tells nothing: processes come and go while it reads.
  found=$(grep -lzsFx -- "$mark" /proc/[0-9]*/environ)
  [ -n "$found" ] || break
  for environ in $found; do
    process=${environ#/proc/}
    kill -s KILL "${process%/environ}" 2>/dev/null
  done
done
[ -z "$2" ] || rm -rf -- "$2"
