using System.CommandLine;
using System.Globalization;
using Arise.Clustering;

namespace Arise.Cli;

/// <summary>The option --scan: values of parameters of the clustering to try, "min_cluster_size=25,50,100".</summary>
internal static class ScanOption
{
    private static readonly string[] Names = ["min_cluster_size", "min_samples"];

    /// <summary>A parameter with the values to try.</summary>
    public readonly record struct Range(string Name, int[] Values);

    /// <summary>The option; it may be given once per parameter.</summary>
    public static Option<Range[]> Create() => new("--scan")
    {
        Description = "Only a table of clusters for several values of min_cluster_size or min_samples.",
        HelpName = "NAME=N,N,...",
        AllowMultipleArgumentsPerToken = true,
        CustomParser = argument =>
        {
            var ranges = new List<Range>();
            foreach (string given in argument.Tokens.Select(token => token.Value))
            {
                if (Parse(given) is { } range && ranges.All(other => other.Name != range.Name))
                    ranges.Add(range);
                else
                    argument.AddError($"--scan {given}: it must be {string.Join(" or ", Names)}=N,N,... once each.");
            }

            return [.. ranges];
        },
    };

    /// <summary>All combinations of the values; other parameters as they are.</summary>
    public static IReadOnlyList<HdbscanSettings> Settings(Range[] ranges, HdbscanSettings settings)
    {
        int[] sizes = Values(Names[0]) ?? [settings.MinClusterSize];
        int?[] samples = Values(Names[1])?.Select(value => (int?)value).ToArray() ?? [settings.MinSamples];
        return [.. from size in sizes
                   from sample in samples
                   select settings with { MinClusterSize = size, MinSamples = sample }];

        int[]? Values(string name) => ranges.FirstOrDefault(range => range.Name == name).Values;
    }

    private static Range? Parse(string given)
    {
        int equals = given.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? "" : given[..equals];
        int least = name == Names[0] ? 2 : 1;
        if (!Names.Contains(name))
            return null;
        var values = new List<int>();
        foreach (string part in given[(equals + 1)..].Split(','))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int value) || value < least)
                return null;
            values.Add(value);
        }

        return new Range(name, [.. values]);
    }
}
