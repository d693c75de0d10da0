using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace DropZone.Benchmarks;

/// <summary>Goal 4: files of 2 KB through all stages to archive and outgoing, compared with a loop in C that makes the same number of files durable.</summary>
internal sealed class SmallFiles(string folder, int files)
{
    private const int ManyRounds = 3;

    // the thread pool of .NET starts small; the loop in C starts eight threads immediately
    private const string Feed = "feed: orders\nsettle: 0s\nduplicates: process\nschema:\n  fields:\n    - { name: id, type: integer }\n    - { name: text, type: string }\n";

    public void Run()
    {
        var loop = $"{folder}/loop-{Environment.ProcessId}";
        Directory.CreateDirectory(loop);
        try
        {
            Command.Run("cc", "-O2", "-pthread", "-o", $"{loop}/small-files", $"{AppContext.BaseDirectory}/peers/small-files.c");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files} files of 2 KB in {folder}, {Environment.ProcessorCount} processors"));
            using var service = new Service(Programs.Native, folder, Feed);
            var round = 0;
            Rounds.Run(ManyRounds, [new("C, 8 threads", () => Loop($"{loop}/files-{round}")), new("dropzone", () => Deliver(service, round++))]);
            Console.WriteLine($"dropzone: peak memory {service.Peak} MB");
        }
        finally
        {
            Directory.Delete(loop, recursive: true);
        }
    }

    // nothing is removed between rounds: for minutes, ext4 skips each freed inode whenever it searches for a new one
    private TimeSpan Loop(string output)
    {
        Directory.CreateDirectory(output);
        Command.Run("sync", "-f", folder);
        return Command.Time($"{Path.GetDirectoryName(output)}/small-files", output, $"{files}", "8");
    }

    private TimeSpan Deliver(Service service, int round)
    {
        var stage = Directory.CreateDirectory($"{service.Root}/stage").FullName;
        var content = new StringBuilder("id,text\n");
        for (var i = 0; content.Length < 2000; i++)
            content.Append(CultureInfo.InvariantCulture, $"{i},some text of row {i}\n");
        for (var i = 0; i < files; i++)
            File.WriteAllText($"{stage}/{round}-{i:000000}.csv", content.ToString());
        Command.Run("sync", "-f", folder);
        var before = service.ArchivedCount;
        var watch = Stopwatch.StartNew();
        foreach (var path in Directory.EnumerateFiles(stage).Order(StringComparer.Ordinal))
            File.Move(path, $"{service.Root}/incoming/orders/{Path.GetFileName(path)}");
        while (service.ArchivedCount < before + files)
            Thread.Sleep(10);
        return watch.Elapsed;
    }
}
