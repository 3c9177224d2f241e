using Arise.Mapping;
using Arise.Numerics;

namespace Arise.Exploration;

/// <summary>The boxes that points are, without the map: what their means and names depend on. Also as JSON.</summary>
internal sealed record ExplorationPlaces
{
    public required string InputAtomsSha256 { get; init; }

    public required string MapSha256 { get; init; }

    public required Vector3D Box { get; init; }

    public required Vector3D Stride { get; init; }

    public required Vector3D Padding { get; init; }

    public required int MinAtoms { get; init; }

    public required bool Wrap { get; init; }

    /// <summary>Where the first box begins along each axis.</summary>
    public required Vector3D Low { get; init; }

    /// <summary>The lengths after which the boxes repeat, 0 along axes where they do not.</summary>
    public required Vector3D Period { get; init; }

    /// <summary>The boxes of a map.</summary>
    public static ExplorationPlaces Of(CrystalMap map)
    {
        MapSettings settings = map.Plan.Settings;
        BoxGrid places = map.Grid;
        return new ExplorationPlaces
        {
            InputAtomsSha256 = MapDigest.Of(map.Plan.Structure),
            MapSha256 = MapDigest.Of(map.Plan, map.Model.Sha256),
            Box = settings.Edge,
            Stride = settings.Stride,
            Padding = settings.Padding,
            MinAtoms = settings.MinimumAtoms,
            Wrap = settings.Wrap,
            Low = new Vector3D(places.Reach(0).Low, places.Reach(1).Low, places.Reach(2).Low),
            Period = new Vector3D(places.Reach(0).Period, places.Reach(1).Period, places.Reach(2).Period),
        };
    }
}
