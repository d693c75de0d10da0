# A typical one-liner without DropZone.
inotifywait -q -m -e close_write --format %f in | while read -r name; do mv "in/$name" out/; done
