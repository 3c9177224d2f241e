using System.Collections.Immutable;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Arise.Recognition;

namespace Arise.Mapping;

/// <summary>
/// The map seen from its atoms. Atom a takes the mean probabilities of the boxes b that contain it,
///     p_ac = sum over b of w_ab p_bc / sum over b of w_ab,  w_ab = exp(-8 |u|^2),
/// with u the vector from the middle of the box to the atom in units of its edges: a Gaussian whose standard deviation
/// is a quarter of the box. Mutual information and predictive entropy are averaged with the same weights. The verdict
/// is the one in the middle of the boxes' (known, doubtful, none) by weight; an atom of which more than half of the
/// weight is in boxes that are none of the classes is none of them. Atoms that are only in boxes without a prediction
/// have class -1 and NaN.
/// </summary>
internal sealed class BoxLabels
{
    /// <summary>Number of classes kept per atom.</summary>
    public const int Top = 3;

    private readonly int[] _classes;
    private readonly float[] _probabilities;
    private readonly float[] _information;
    private readonly float[] _entropies;
    private readonly float[] _noneShares;
    private readonly Verdict[] _verdicts;

    private BoxLabels(int count)
    {
        (_classes, _probabilities) = (new int[count * Top], new float[count * Top]);
        (_information, _entropies, _noneShares) = (new float[count], new float[count], new float[count]);
        _verdicts = new Verdict[count];
    }

    /// <summary>
    /// The most probable classes of each atom [atom, rank] whatever the verdict, -1 where there are none.
    /// </summary>
    public ImmutableArray<int> Classes => ImmutableCollectionsMarshal.AsImmutableArray(_classes);

    /// <summary>Their probabilities [atom, rank], NaN where there are none.</summary>
    public ImmutableArray<float> Probabilities =>
        ImmutableCollectionsMarshal.AsImmutableArray(_probabilities);

    /// <summary>Mutual information of each atom, bits; NaN where there is none.</summary>
    public ImmutableArray<float> MutualInformation =>
        ImmutableCollectionsMarshal.AsImmutableArray(_information);

    /// <summary>Predictive entropy of each atom, bits; NaN where there is none.</summary>
    public ImmutableArray<float> PredictiveEntropy => ImmutableCollectionsMarshal.AsImmutableArray(_entropies);

    /// <summary>
    /// Share of the weight around each atom that is in boxes that are none of the classes; NaN without boxes.
    /// </summary>
    public ImmutableArray<float> NoneShare => ImmutableCollectionsMarshal.AsImmutableArray(_noneShares);

    /// <summary>Whether each atom is taken for one of the classes.</summary>
    public ImmutableArray<Verdict> Verdicts => ImmutableCollectionsMarshal.AsImmutableArray(_verdicts);

    /// <summary>
    /// What an atom is: its most probable class, <see cref="CrystalMap.None"/> (-2) where it is none of them, or -1
    /// without a prediction.
    /// </summary>
    public int ClassOf(int atom) =>
        _verdicts[atom] == Verdict.Unknown ? CrystalMap.None : _classes[atom * Top];

    /// <summary>Labels the atoms of a map.</summary>
    /// <param name="map">The map; as many threads are used as its settings say.</param>
    /// <param name="progress">Is told the number of atoms done.</param>
    /// <param name="cancellation">Stops between atoms.</param>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static BoxLabels Of(
        CrystalMap map, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        var labels = new BoxLabels(map.Plan.Structure.Count);
        var counter = new StepCounter(WorkProgress.Of(progress, "labels of atoms"), map.Plan.Structure.Count);
        Parallel.For(
            0,
            labels._information.Length,
            ThreadCount.Parallel(map.Plan.Threads, cancellation),
            () => (Sum: new float[map.ClassLabels.Length], Boxes: new List<(int Row, double Weight)>()),
            (atom, _, own) =>
            {
                AtomWeights.Collect(map, atom, own.Boxes);
                labels.Label(map, atom, own.Sum, own.Boxes);
                counter.Add();
                return own;
            },
            _ => { });
        return labels;
    }

    private void Label(CrystalMap map, int atom, float[] sum, List<(int Row, double Weight)> boxes)
    {
        Array.Clear(sum);
        double total = 0, information = 0, entropy = 0;
        Span<double> weights = stackalloc double[(int)Verdict.Unknown + 1];
        weights.Clear();
        foreach ((int row, double weight) in boxes)
        {
            TensorPrimitives.MultiplyAdd(map.ProbabilitiesOf(row), (float)weight, sum, sum);
            total += weight;
            information += weight * map.MutualInformation[row];
            entropy += weight * map.PredictiveEntropy[row];
            weights[(int)map.VerdictOf(row)] += weight;
        }

        _information[atom] = total > 0 ? (float)(information / total) : float.NaN;
        _entropies[atom] = total > 0 ? (float)(entropy / total) : float.NaN;
        _noneShares[atom] = total > 0 ? (float)(weights[(int)Verdict.Unknown] / total) : float.NaN;
        _verdicts[atom] = Middle(weights, total);
        Keep(atom, sum, total);
    }

    // The verdicts are in order of doubt; the first that half of the weight does not lie above.
    private static Verdict Middle(ReadOnlySpan<double> weights, double total)
    {
        double above = 0;
        Verdict verdict = Verdict.Unknown;
        while (verdict > Verdict.Open && !((above += weights[(int)verdict]) > total / 2))
            verdict--;
        return verdict;
    }

    // Sums of weighted probabilities, and of the weights; spoils the former.
    private void Keep(int atom, float[] sum, double total)
    {
        for (int rank = 0; rank < Top; rank++)
        {
            int best = total > 0 && rank < sum.Length ? TensorPrimitives.IndexOfMax<float>(sum) : -1;
            _classes[(atom * Top) + rank] = best;
            _probabilities[(atom * Top) + rank] = best < 0 ? float.NaN : (float)(sum[best] / total);
            if (best >= 0)
                sum[best] = -1;
        }
    }
}
