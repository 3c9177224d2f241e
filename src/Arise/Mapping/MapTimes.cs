namespace Arise.Mapping;

/// <summary>Where the time of a map went, summed over the threads except for the wall clock.</summary>
/// <param name="Boxes">Boxes that were classified in this run.</param>
/// <param name="Wall">Time from start to end.</param>
/// <param name="Descriptor">Nearest-neighbor distances and averaged SOAP vectors.</param>
/// <param name="Network">Stochastic passes.</param>
/// <param name="Rest">Cutting boxes, keeping results.</param>
public sealed record MapTimes(int Boxes, TimeSpan Wall, TimeSpan Descriptor, TimeSpan Network, TimeSpan Rest)
{
    /// <summary>Of a map that nobody timed.</summary>
    public static MapTimes None { get; } = new(0, default, default, default, default);

    /// <summary>Boxes per second.</summary>
    public double Rate => Boxes / Wall.TotalSeconds;

    /// <summary>Sum over the threads.</summary>
    public TimeSpan Total => Descriptor + Network + Rest;
}
