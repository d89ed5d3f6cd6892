#!/bin/sh
# Sets jdk.serialFilter of ../jvm.options in bin/standalone.conf of the server, in the variable that standalone.sh has for
# it; the server's own default limits sizes and allows every class. It must be set when the JVM starts, so no script of the
# command line can do this.
# Repeatable: sh jvm-options.sh /opt/wildfly, then start the server anew.
set -eu
home=${1:?usage: sh jvm-options.sh DIRECTORY_OF_WILDFLY}
filter=$(sed -n 's/^-Djdk.serialFilter=//p' "$(dirname "$0")/../jvm.options")
sed -i '/^JDK_SERIAL_FILTER=.* # longhaul$/d' "$home/bin/standalone.conf"
printf "JDK_SERIAL_FILTER='%s' # longhaul\n" "$filter" >>"$home/bin/standalone.conf"
