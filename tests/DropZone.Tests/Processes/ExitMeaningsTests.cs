using DropZone.Linux;
using DropZone.Processes;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Processes;

public sealed class ExitMeaningsTests
{
    private static readonly ExternalProgram Program = new() { Path = "/bin/true" };

    [Theory]
    [InlineData(0, ExitMeaning.Success)]
    [InlineData(1, ExitMeaning.Permanent)]
    [InlineData(64, ExitMeaning.Permanent)]
    [InlineData(65, ExitMeaning.BadData)]
    [InlineData(68, ExitMeaning.Temporary)]
    [InlineData(69, ExitMeaning.Temporary)]
    [InlineData(70, ExitMeaning.Permanent)]
    [InlineData(71, ExitMeaning.Temporary)]
    [InlineData(74, ExitMeaning.Temporary)]
    [InlineData(75, ExitMeaning.Temporary)]
    [InlineData(127, ExitMeaning.Permanent)]
    [InlineData(255, ExitMeaning.Permanent)]
    public void Exit_codes_have_the_meaning_of_sysexits(int code, ExitMeaning meaning) =>
        ExitMeanings.Of(new ProgramExit.Exited(code), Program).ShouldBe(meaning);

    [Fact]
    public void A_program_may_give_its_exit_codes_another_meaning()
    {
        var program = Program with { ExitCodes = new Dictionary<int, ExitMeaning> { [0] = ExitMeaning.BadData, [3] = ExitMeaning.Success } };
        ExitMeanings.Of(new ProgramExit.Exited(0), program).ShouldBe(ExitMeaning.BadData);
        ExitMeanings.Of(new ProgramExit.Exited(3), program).ShouldBe(ExitMeaning.Success);
        ExitMeanings.Of(new ProgramExit.Exited(75), program).ShouldBe(ExitMeaning.Temporary);
    }

    [Theory]
    [InlineData(Signum.SIGTERM, ExitMeaning.Temporary)]
    [InlineData(Signum.SIGINT, ExitMeaning.Temporary)]
    [InlineData(Signum.SIGHUP, ExitMeaning.Temporary)]
    [InlineData(Signum.SIGKILL, ExitMeaning.Permanent)]
    [InlineData(Signum.SIGSEGV, ExitMeaning.Permanent)]
    [InlineData(Signum.SIGPIPE, ExitMeaning.Permanent)]
    public void The_signals_of_a_stop_are_temporary_and_others_are_not(Signum signal, ExitMeaning meaning) =>
        ExitMeanings.Of(new ProgramExit.Killed((int)signal), Program).ShouldBe(meaning);

    [Theory]
    [InlineData(Errno.EAGAIN, ExitMeaning.Temporary)]
    [InlineData(Errno.ENOMEM, ExitMeaning.Temporary)]
    [InlineData(Errno.EMFILE, ExitMeaning.Temporary)]
    [InlineData(Errno.ETXTBSY, ExitMeaning.Temporary)]
    [InlineData(Errno.ENOENT, ExitMeaning.Permanent)]
    [InlineData(Errno.EACCES, ExitMeaning.Permanent)]
    [InlineData(Errno.ENOEXEC, ExitMeaning.Permanent)]
    public void A_program_that_does_not_start_is_a_temporary_failure_only_for_lack_of_resources(Errno reason, ExitMeaning meaning) =>
        ExitMeanings.Of(new ProgramExit.NotStarted((SystemError)reason), Program).ShouldBe(meaning);

    [Fact]
    public void A_timeout_and_a_lost_supervisor_are_permanent()
    {
        ExitMeanings.Of(new ProgramExit.TimedOut(TimeSpan.FromSeconds(1)), Program).ShouldBe(ExitMeaning.Permanent);
        ExitMeanings.Of(new ProgramExit.Lost(), Program).ShouldBe(ExitMeaning.Permanent);
    }

    [Fact]
    public void Exits_complete_a_sentence()
    {
        new ProgramExit.Exited(3).ToString().ShouldBe("ended with exit code 3");
        new ProgramExit.Killed((int)Signum.SIGKILL).ToString().ShouldBe("was ended by signal SIGKILL");
        new ProgramExit.TimedOut(TimeSpan.FromSeconds(1.5)).ToString().ShouldBe("did not end within its timeout of 1.5 s and was killed");
        new ProgramExit.NotStarted(SystemError.NotFound).ToString().ShouldStartWith("could not be started: ENOENT (");
        new ProgramExit.Lost().ToString().ShouldBe("was lost: its supervisor was killed");
    }
}
