using System.Text.Json.Serialization;

namespace Arise.Mapping;

/// <summary>The times of a map as JSON, seconds; to the tick of 100 ns.</summary>
internal sealed record MapManifestTimes
{
    public required int Boxes { get; init; }

    public required double Wall { get; init; }

    [JsonPropertyName("descriptor_all_threads")]
    public required double Descriptor { get; init; }

    [JsonPropertyName("network_all_threads")]
    public required double Network { get; init; }

    [JsonPropertyName("rest_all_threads")]
    public required double Rest { get; init; }

    /// <summary>Whether no number is below zero or longer than a time can be.</summary>
    [JsonIgnore]
    public bool ArePossible => Boxes >= 0
        && Math.Min(Math.Min(Wall, Descriptor), Math.Min(Network, Rest)) >= 0
        && Math.Max(Math.Max(Wall, Descriptor), Math.Max(Network, Rest)) <= TimeSpan.MaxValue.TotalSeconds / 2;

    /// <summary>What stands for times.</summary>
    public static MapManifestTimes Of(MapTimes times) => new()
    {
        Boxes = times.Boxes,
        Wall = times.Wall.TotalSeconds,
        Descriptor = times.Descriptor.TotalSeconds,
        Network = times.Network.TotalSeconds,
        Rest = times.Rest.TotalSeconds,
    };

    /// <summary>The times.</summary>
    public MapTimes ToTimes() => new(Boxes, Span(Wall), Span(Descriptor), Span(Network), Span(Rest));

    private static TimeSpan Span(double seconds) => new((long)Math.Round(seconds * TimeSpan.TicksPerSecond));
}
