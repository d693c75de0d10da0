using DropZone.Feeds.Targets;
using DropZone.Processes;
using DropZone.Targets.Commands;
using DropZone.Targets.Loading;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Targets;

/// <summary>Programs that receive output; the built program supervises them.</summary>
public sealed class CommandLoaderTests : IDisposable
{
    private const string Text = "id\n1\n";
    private readonly TemporaryFolder _folder = new();
    private readonly SealedJob _job = new(Text);

    [Fact]
    public async Task The_output_is_the_standard_input_and_facts_are_in_the_environment()
    {
        (await Load($"cat > {_folder.At("got")}; env | grep ^DROPZONE_ | sort > {_folder.At("environment")}")).ShouldBeOfType<LoadResult.Loaded>();
        File.ReadAllText(_folder.At("got")).ShouldBe(Text);
        File.ReadAllLines(_folder.At("environment")).ShouldBe(
            ["DROPZONE_FEED=orders", "DROPZONE_FILE=orders-1.csv", $"DROPZONE_JOB={_job.Folder.Name}", "DROPZONE_TARGET=push"]);
    }

    [Fact]
    public async Task A_program_that_names_the_input_gets_a_copy_that_it_may_change()
    {
        (await Load($"cp \"$0\" {_folder.At("got")}; echo changed > \"$0\"", CommandTarget.Input)).ShouldBeOfType<LoadResult.Loaded>();
        File.ReadAllText(_folder.At("got")).ShouldBe(Text);
        File.ReadAllText(_job.Folder.Output).ShouldBe(Text);
        Directory.GetDirectories(_job.Folder.Folder).ShouldBeEmpty("its folder is removed");
    }

    [Fact]
    public async Task Placeholders_are_replaced_and_a_file_name_is_never_an_option()
    {
        await Load($"printf '%s\\n' \"$0\" \"$@\" > {_folder.At("got")}", [CommandTarget.FileName, CommandTarget.FeedName, $"x-{CommandTarget.Job}"], "-rf");
        File.ReadAllLines(_folder.At("got")).ShouldBe(["./-rf", "orders", $"x-{_job.Folder.Name}"]);
    }

    [Fact]
    public async Task Bad_data_and_permanent_failures_are_rejected_with_the_error_output()
    {
        var bad = (await Load("echo line 3 >&2; exit 65")).ShouldBeOfType<LoadResult.Refused>();
        bad.ErrorOutput.ShouldBe("line 3\n");
        bad.Message.ShouldContain("exit code 65");
        (await Load("echo broken >&2; exit 1")).ShouldBeOfType<LoadResult.Refused>().ErrorOutput.ShouldBe("broken\n");
    }

    [Fact]
    public async Task A_temporary_failure_and_a_timeout_count_as_down()
    {
        (await Load("exit 75")).ShouldBeOfType<LoadResult.Down>().Reason.ShouldContain("exit code 75");
        (await Load("sleep 60", timeout: TimeSpan.FromMilliseconds(200))).ShouldBeOfType<LoadResult.Down>().Reason.ShouldContain("timeout");
    }

    public void Dispose()
    {
        _job.Dispose();
        _folder.Dispose();
    }

    private Task<LoadResult> Load(string script, TimeSpan? timeout = null) => Load(script, [], "orders-1.csv", timeout);

    private Task<LoadResult> Load(string script, string argument) => Load(script, [argument], "orders-1.csv");

    private async Task<LoadResult> Load(string script, IReadOnlyList<string> arguments, string fileName, TimeSpan? timeout = null)
    {
        var program = new ExternalProgram { Path = "/bin/sh", Arguments = ["-c", script, .. arguments], Timeout = timeout ?? TimeSpan.FromMinutes(1) };
        using var loader = new CommandLoader(new CommandTarget("push", program), SpoolZone.Programs, NullLogger.Instance);
        return await loader.LoadAsync(_job.Request("command", program.Path, fileName, "push"), CancellationToken.None);
    }
}
