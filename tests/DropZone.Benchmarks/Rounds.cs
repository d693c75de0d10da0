using System.Globalization;

namespace DropZone.Benchmarks;

/// <summary>Runs all sides in turn, round after round, and prints the median of each and its ratio to the first.</summary>
public static class Rounds
{
    internal static void Run(int rounds, IReadOnlyList<Side> sides)
    {
        var times = sides.Select(_ => new List<double>()).ToList();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < sides.Count; i++)
            {
                if (round < sides[i].Rounds)
                    times[i].Add(sides[i].Do().TotalSeconds);
            }
        }

        var first = Median(times[0]);
        for (var i = 0; i < sides.Count; i++)
        {
            var median = Median(times[i]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{sides[i].Name,-24} {median,8:F3} s   {median / first,6:F2} x   ({string.Join(' ', times[i].Select(time => time.ToString("F3", CultureInfo.InvariantCulture)))})"));
        }
    }

    internal static double Median(IReadOnlyList<double> values) => values.Order().ElementAt(values.Count / 2);
}
