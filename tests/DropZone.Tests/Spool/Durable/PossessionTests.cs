using DropZone.Errors;
using DropZone.Linux;
using DropZone.Spool.Faults;
using DropZone.Spool.Jobs;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Spool.Durable;

/// <summary>A claimed file becomes the service's own, through every interruption, and nothing else does.</summary>
public sealed class PossessionTests : IDisposable
{
    private const uint Alice = 4711;
    private const uint Partner = 4712;
    private readonly SpoolZone _zone = new();
    private readonly JobFolder _job;
    private readonly string _file;

    public PossessionTests()
    {
        Assert.SkipUnless(SystemUser.IsRoot, "only root can give files to other users");
        _job = _zone.JobWith(("orders-1.csv", "id\n1\n"), ("companion/orders-1.csv.done", ""));
        _file = $"{_job.Folder}/orders-1.csv";
        Syscall.chown(_job.Folder, 0, 4713).ShouldBe(0);
        Give(_file, 0xDB0); // 06660: with special bits
        Give($"{_job.Companions}/orders-1.csv.done", 0);
    }

    public void Dispose() => _zone.Dispose();

    [Fact]
    public void The_file_and_its_companion_are_taken_and_the_sender_is_recorded()
    {
        Possess().ShouldBe(SystemError.None);
        foreach (var path in new[] { _file, $"{_job.Companions}/orders-1.csv.done" })
        {
            var taken = FileStatus.At(path)!.Value;
            (taken.Owner, taken.Mode).ShouldBe((0u, 0x1A0u), path); // 0640
            taken.Group.ShouldBe(4713u, "that of the job's folder");
        }

        Contents().Sender.ShouldBe(new Sender(Alice, Partner, 0xDB0));
        Contents().Names.ShouldContain(".sender.4711.4712.6660");
    }

    [Theory]
    [InlineData("mark-sender")]
    [InlineData("possess")]
    public void After_a_failure_before_either_step_the_next_try_takes_it_and_knows_its_sender(string step)
    {
        Should.Throw<LinuxException>(() => Possess($"fail {step} EIO"));
        Possess().ShouldBe(SystemError.None);
        FileStatus.At(_file)!.Value.Owner.ShouldBe(0u);
        Contents().Sender!.Value.User.ShouldBe(Alice);
    }

    [Fact]
    public void A_crash_between_owner_and_mode_leaves_no_file_that_others_can_write()
    {
        Possess().ShouldBe(SystemError.None);
        Syscall.chmod(_file, (FilePermissions)0x1B6).ShouldBe(0); // 0666
        Possess().ShouldBe(SystemError.None);
        FileStatus.At(_file)!.Value.Mode.ShouldBe(0x1A0u);
    }

    [Fact]
    public void A_file_of_the_service_loses_only_the_rights_of_others_to_write()
    {
        Syscall.chown(_file, 0, 0).ShouldBe(0);
        Syscall.chmod(_file, (FilePermissions)0x9B6).ShouldBe(0); // 04666
        Possess().ShouldBe(SystemError.None);
        FileStatus.At(_file)!.Value.Mode.ShouldBe(0x1A4u); // 0644
        Contents().Sender.ShouldBeNull();
    }

    [Fact]
    public void A_file_with_another_name_is_left_since_it_could_be_a_link_to_a_file_of_root()
    {
        Syscall.link(_file, $"{_zone.Zone.Root}/other").ShouldBe(0);
        Possess().ShouldBe(SystemError.None);
        FileStatus.At(_file)!.Value.Owner.ShouldBe(Alice);
    }

    [Fact]
    public void A_file_with_another_name_is_not_read_even_if_that_is_gone_when_its_job_opens_it()
    {
        Syscall.link(_file, $"{_zone.Zone.Root}/other").ShouldBe(0);
        _ = Possess(out var prevented);
        prevented.ShouldBe(ErrorCode.HardLink);
    }

    [Theory]
    [InlineData(0x9B0u)] // 04660
    [InlineData(0x5F8u)] // 02770
    public void A_file_with_special_bits_whose_sender_therefore_stays_its_owner_is_not_read(uint mode)
    {
        Give(_file, mode);
        using (new OrdinaryOwner())
        {
            Possess(out var prevented).ShouldBe(SystemError.None);
            prevented.ShouldBe(ErrorCode.Unreadable);
        }

        FileStatus.At(_file)!.Value.Owner.ShouldBe(Alice);
    }

    [Fact]
    public void The_service_takes_an_ordinary_file_with_its_capability_alone()
    {
        Give(_file, 0x1B0);
        using (new OrdinaryOwner())
        {
            Possess(out var prevented).ShouldBe(SystemError.None);
            prevented.ShouldBeNull();
        }

        FileStatus.At(_file)!.Value.Owner.ShouldBe(0u);
    }

    [Fact]
    public void A_link_and_a_folder_are_left()
    {
        var victim = $"{_zone.Zone.Root}/victim";
        File.WriteAllText(victim, "");
        Give(victim, 0x1B0);
        File.Delete(_file);
        File.CreateSymbolicLink(_file, victim);
        Possess().ShouldBe(SystemError.SymbolicLink);
        File.Delete(_file);
        Directory.CreateDirectory(_file);
        Give(_file, 0x1FF);
        Possess().ShouldBe(SystemError.None);
        FileStatus.At(_file)!.Value.Owner.ShouldBe(Alice);
        FileStatus.At(victim)!.Value.Owner.ShouldBe(Alice);
    }

    [Fact]
    public void Names_that_are_no_marks_record_no_sender()
    {
        foreach (var name in new[] { ".sender.", ".sender.1.2", ".sender.1.2.8", ".sender.-1.2.0660", ".sender.1.2.0660.3", ".sender.99999999999.2.0660", ".sender.1.2.777777" })
            Sender.Among([name]).ShouldBeNull(name);
        Sender.Among(["a.csv", ".sender.1.2.0600"]).ShouldBe(new Sender(1, 2, 0x180));
    }

    private static void Give(string path, uint mode)
    {
        Syscall.chown(path, Alice, Partner).ShouldBe(0);
        Syscall.chmod(path, (FilePermissions)(mode & 0xFFF)).ShouldBe(0);
    }

    private SystemError Possess(string? fault = null) => Possess(out _, fault);

    private SystemError Possess(out ErrorCode? prevented, string? fault = null) =>
        _zone.Steps(fault is null ? null : FaultPlan.Parse(fault)).Claim.TryPossess(_job, Contents(), out prevented);

    private JobContents Contents()
    {
        _job.State(out var contents);
        return contents;
    }
}
