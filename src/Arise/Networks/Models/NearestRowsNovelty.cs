using System.Globalization;

namespace Arise.Networks.Models;

/// <summary>Novelty by the distance from what training examples of the class look like, mean over the
/// members.</summary>
/// <remarks>
/// <code>
/// departure = mean over members of d / r_c,   d = mean of |u - u_j| over the 3 nearest centers j of the class
/// </code>
/// u = h/|h| is the unit vector of the activations; the centers are those of clusters of the training examples, r_c the
/// distance d that 95 % of these have (at least half of the median of all classes). After Y. Sun et al., ICML 2022
/// (nearest neighbors of normalized features). Above 1 the novelty is moved so that "none" begins at 1.25: with
/// s = (departure + b H) / t and the limit f, novelty = 1 + (s - 1) / (f - 1) / 4 up to s = f and s - f + 1.25 beyond.
/// </remarks>
internal sealed class NearestRowsNovelty : NoveltyMeasure
{
    private const double Stretch = 0.25;

    private readonly ReferenceRows[] _members;

    /// <summary>Takes the rows over.</summary>
    /// <param name="layer">Hidden layer, from 0.</param>
    /// <param name="members">The rows of each member.</param>
    /// <param name="entropyWeight">b, 1/bit.</param>
    /// <param name="threshold">t.</param>
    /// <param name="limit">f, where "none" begins, in units of the threshold.</param>
    /// <param name="falseAlarmRate">Share of known structures that t refuses.</param>
    /// <exception cref="ArgumentException">Members do not fit together, or a number is out of range.</exception>
    public NearestRowsNovelty(
        int layer,
        IReadOnlyList<ReferenceRows> members,
        double entropyWeight,
        double threshold,
        double limit,
        double falseAlarmRate)
        : base(layer, entropyWeight, threshold, falseAlarmRate)
    {
        if (members.Count == 0 || members.Any(
            member => member.Units != members[0].Units || !member.Counts().SequenceEqual(members[0].Counts())))
            throw new ArgumentException("The members of the novelty measure do not fit together.");
        if (!(limit > 1 && double.IsFinite(limit)))
            throw new ArgumentException("A number of the novelty measure is out of range.");
        (_members, Limit) = ([.. members], limit);
    }

    /// <summary>The rows of each member.</summary>
    public IReadOnlyList<ReferenceRows> Members => _members;

    /// <summary>Where "none" begins, in units of the threshold.</summary>
    public double Limit { get; }

    /// <inheritdoc/>
    public override int Classes => _members[0].Radii.Length;

    /// <inheritdoc/>
    public override string Meaning => string.Create(
        CultureInfo.InvariantCulture,
        $"the mean distance from the {ReferenceRows.Neighbors} most alike groups of training examples of the class, "
        + $"as a share of what 95 % of them have, plus {EntropyWeight:0.##} per bit of entropy, in units that "
        + $"{100 * FalseAlarmRate:0.##} % of known crystals exceed");

    /// <inheritdoc/>
    internal override double Departure(BayesianNetwork network, ReadOnlySpan<float> descriptor, int label)
    {
        if (network.Members.Length != _members.Length)
            throw new ArgumentException("The novelty measure is of another network.");
        double sum = 0;
        for (int member = 0; member < _members.Length; member++)
        {
            ReferenceRows rows = _members[member];
            sum += rows.Distance(Activations(network.Members[member], Layer, descriptor), label) / rows.Radii[label];
        }

        return sum / _members.Length;
    }

    /// <inheritdoc/>
    internal override double InUnits(double sum)
    {
        double novelty = base.InUnits(sum);
        return novelty <= 1 ? novelty
            : 1 + (novelty < Limit ? (novelty - 1) / (Limit - 1) * Stretch : Stretch + novelty - Limit);
    }
}
