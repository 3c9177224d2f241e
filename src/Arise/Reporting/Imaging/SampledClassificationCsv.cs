using System.Globalization;
using Arise.Recognition;

namespace Arise.Reporting.Imaging;

/// <summary>The table of sampled classifications: a row per image and class.</summary>
public static class SampledClassificationCsv
{
    private const double LeastMean = 1e-4;

    /// <summary>Writes the classes with a mean probability above 0.0001.</summary>
    /// <param name="path">The file.</param>
    /// <param name="results">One per image, in their order.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<SampledClassification> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var table = new ReportTable(
            "image", "samples", "label", "probability", "probability_deviation", "most_likely_share",
            "mutual_information", "mutual_information_deviation");
        for (int k = 0; k < results.Count; k++)
        {
            foreach (SampledClassification.Row row in results[k].Classes.Where(row => row.Mean > LeastMean))
            {
                table.Add(
                    (k + 1).ToString(CultureInfo.InvariantCulture),
                    results[k].Samples.ToString(CultureInfo.InvariantCulture),
                    row.Label, Text(row.Mean), Text(row.Deviation), Text(row.Wins),
                    Text(results[k].MutualInformation.Mean), Text(results[k].MutualInformation.Deviation));
            }
        }

        table.WriteCsv(path);
    }

    private static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
