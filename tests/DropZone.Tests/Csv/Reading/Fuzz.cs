using System.Globalization;

namespace DropZone.Tests.Csv.Reading;

/// <summary>Random input that can be had again: the seed is in the message of each failure.</summary>
internal static class Fuzz
{
    /// <summary>Of <c>DROPZONE_FUZZ_SEED</c>, or another one each time.</summary>
    public static int Seed { get; } = Number("DROPZONE_FUZZ_SEED") ?? Random.Shared.Next();

    /// <summary>Runs a test with random numbers; each round can be repeated alone with its own seed.</summary>
    /// <param name="rounds">Those of the short form; <c>DROPZONE_FUZZ_ITERATIONS</c> has those of the long form.</param>
    public static void Run(int rounds, Action<Random> test)
    {
        var count = Number("DROPZONE_FUZZ_ITERATIONS") ?? rounds;
        for (var round = 0; round < count; round++)
        {
            var seed = unchecked(Seed + round);
            try
            {
                test(new Random(seed));
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Round {round} failed; repeat it with DROPZONE_FUZZ_SEED={seed}.\n{exception.Message}", exception);
            }
        }
    }

    public static T Pick<T>(this Random random, params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
