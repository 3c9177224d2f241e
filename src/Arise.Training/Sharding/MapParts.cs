using System.Collections.Immutable;
using Arise.Mapping;

namespace Arise.Sharding;

/// <summary>Makes the parts of a map and puts them together: the numbers are those of one run.</summary>
/// <param name="mapper">Classifies the boxes.</param>
public sealed class MapParts(StructureMapper mapper)
{
    /// <summary>Classifies the boxes of one shard, or those of them that are left to do.</summary>
    /// <param name="plan">Structure, grid and settings of the whole map.</param>
    /// <param name="part">Where the results go.</param>
    /// <param name="shard">Which of the boxes.</param>
    /// <param name="progress">Is told the number of boxes done.</param>
    /// <param name="cancellation">Stops after the boxes in work; the same call goes on.</param>
    /// <exception cref="ArgumentException">The map refines, and its boxes depend on each other.</exception>
    /// <exception cref="MapException">The part is of another map.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public void Make(
        MapPlan plan,
        Part part,
        Shard shard,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(part);
        Setting.Require(
            plan.Settings.Coarseness == 1,
            nameof(MapSettings.Coarseness),
            "A map that refines decides by its neighbors which boxes it classifies, so that shards would need each "
            + "other; classify every box.");
        using MapState state = File.Exists(part.StatePath)
            ? MapState.Resume(part.StatePath, plan, mapper.Classifier.Network)
            : MapState.Create(part.StatePath, plan, mapper.Classifier.Network);
        mapper.MapPart(plan, state, shard.Takes, progress, cancellation);
        part.Complete();
    }

    /// <summary>Puts a map together.</summary>
    /// <exception cref="MapException">A part is of another map.</exception>
    /// <exception cref="ShardException">Boxes are missing.</exception>
    public CrystalMap Merge(MapPlan plan, PartSet parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ImmutableArray<string> files = parts.States;
        if (files.FirstOrDefault(file => !File.Exists(file)) is { } missing)
            throw new ShardException(missing, "this file of the part is missing; remove the part and make it again.");
        return mapper.Merge(plan, Opened())
            ?? throw new ShardException(
                Path.GetDirectoryName(parts.Folders[0]) ?? "",
                "boxes are missing; remove the parts and make them again.");

        IEnumerable<MapState> Opened()
        {
            foreach (string file in files)
            {
                using MapState state = MapState.Resume(file, plan, mapper.Classifier.Network);
                yield return state;
            }
        }
    }
}
