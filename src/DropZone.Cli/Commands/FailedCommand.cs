using System.CommandLine;
using System.IO.Abstractions;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone failed list | show JOB | retry [JOB] | discard [JOB]</c></summary>
internal static class FailedCommand
{
    public static Command Create(IFileSystem files) => new("failed", "List, inspect, retry or discard failed jobs")
    {
        FailedListCommand.Create(files),
        FailedShowCommand.Create(files),
        FailedRetryCommand.Create(files),
        FailedDiscardCommand.Create(files),
    };
}
