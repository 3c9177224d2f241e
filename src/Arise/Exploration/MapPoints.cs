using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Arise.Descriptors;
using Arise.Mapping;
using Arise.Structures;

namespace Arise.Exploration;

/// <summary>Makes points of the boxes of a map.</summary>
internal sealed class MapPoints(CrystalMap map, ExplorationSettings settings)
{
    /// <summary>The points that the filters let pass, and the number of boxes with a prediction.</summary>
    public (ImmutableArray<ExplorationPoint> Points, int Candidates) Collect(
        IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        int[] rows = [.. Enumerable.Range(0, map.Rows).Where(row => map.LikelyClassOf(row) >= 0)];
        int[] taken = [.. rows.Where(
            row => settings.Accepts(map.ClassOf(row), map.ProbabilitiesOf(row)[map.LikelyClassOf(row)]))];
        var points = new ExplorationPoint[taken.Length];
        ParallelOptions options = ThreadCount.Parallel(settings.Threads, cancellation);
        var measured = new StepCounter(WorkProgress.Of(progress, "distances"), taken.Length);
        var distances = new SpeciesPairDistances[taken.Length];
        var atoms = new int[taken.Length][];
        Parallel.For(0, taken.Length, options, () => new BoxContent(map.Plan), (k, _, content) =>
        {
            (distances[k], atoms[k]) = content.Of(map.Plan.Boxes[taken[k]]);
            measured.Add();
            return content;
        }, _ => { });

        var counted = new StepCounter(WorkProgress.Of(progress, "coordination numbers"), taken.Length);
        double longest = distances.Select(d => d.Shortest).Where(double.IsFinite).DefaultIfEmpty(1).Max();
        var search = new NeighborSearch(map.Plan.Structure, CoordinationNumber.Reach * longest);
        Parallel.For(0, taken.Length, options, () => new NeighborBuffer(), (k, _, buffer) =>
        {
            int row = taken[k], box = map.Plan.Boxes[row], @class = map.LikelyClassOf(row);
            points[k] = new ExplorationPoint(
                "",
                box,
                map.Grid.Center(box),
                [.. map.HiddenOf(row)],
                @class,
                map.ProbabilitiesOf(row)[@class],
                map.MutualInformation[row],
                distances[k],
                CoordinationNumber.Of(search, atoms[k], distances[k].Shortest, buffer))
            {
                PredictiveEntropy = map.PredictiveEntropy[row],
                Novelty = map.Novelty[row],
            };
            counted.Add();
            return buffer;
        }, _ => { });
        return (ImmutableCollectionsMarshal.AsImmutableArray(points), rows.Length);
    }
}
