using CsCheck;
using DropZone.Tables.Primitives.KeySets;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Primitives.KeySets;

public sealed class KeySetTests
{
    [Fact]
    public void Answers_as_a_dictionary_does_whatever_fits_in_memory() =>
        Gen.Select(Gen.Int[1, 400].Array[0, 3000], Gen.Int[1, 100]).Sample((keys, inMemory) =>
        {
            var files = 0;
            using var set = new BoundedKeySet(() => new CountedStream(() => files--, files++), inMemory);
            var model = new Dictionary<int, long>();
            for (var i = 0; i < keys.Length; i++)
            {
                var isNew = model.TryAdd(keys[i], i + 1);
                if (set.TryAdd((UInt128)keys[i], i + 1, out var first) != isNew || (!isNew && first != model[keys[i]]))
                    return false;
            }

            return Enumerable.Range(0, 500).All(key => set.Contains((UInt128)key) == model.ContainsKey(key));
        }, iter: 30);

    [Fact]
    public void Scratch_files_stay_few_and_are_closed()
    {
        var (files, most) = (0, 0);
        using (var set = new BoundedKeySet(() => new CountedStream(() => files--, most = Math.Max(most, ++files)), inMemory: 100))
        {
            for (var key = 1; key <= 20_000; key++)
                set.TryAdd((UInt128)key, key, out _).ShouldBeTrue();
            for (var key = 1; key <= 20_000; key++)
            {
                set.TryAdd((UInt128)key, 99_999, out var first).ShouldBeFalse();
                first.ShouldBe(key);
            }
        }

        files.ShouldBe(0);
        most.ShouldBeInRange(2, 17);
    }

    private sealed class CountedStream(Action closed, int number) : MemoryStream
    {
        public int Number => number;

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                closed();
            base.Dispose(disposing);
        }
    }
}
