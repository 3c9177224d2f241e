namespace Arise.Defects;

/// <summary>
/// Springs between the atoms of a crystal and from every atom to its site. Lengths are fractions of the mean of the
/// distances that the two atoms of a pair have to their nearest neighbors.
/// </summary>
internal sealed record SpringModel
{
    /// <summary>Pairs closer than this have a spring: 1.35 for the first shell, 1.75 for the second too.</summary>
    public double Reach { get; init; } = 1.35;

    /// <summary>Stiffness along the line of a pair at the length r: exp(-decay (r - 1)).</summary>
    public double Decay { get; init; } = 4;

    /// <summary>Stiffness across the line of a pair, as a share of that along it.</summary>
    public double Transverse { get; init; } = 0.1;

    /// <summary>Stiffness of the spring to the site of an atom.</summary>
    public double OnSite { get; init; } = 0.03;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the parameter is the property.</exception>
    public void Validate()
    {
        Setting.Require(Reach is > 0 and <= 10, nameof(Reach), $"The reach {Reach} of springs is not in (0, 10].");
        Setting.Require(double.IsFinite(Decay), nameof(Decay), $"The decay {Decay} of springs is not a number.");
        Setting.Require(
            Transverse is >= 0 and <= 1, nameof(Transverse), $"The share {Transverse} across is not in [0, 1].");
        Setting.Require(
            OnSite > 0 && double.IsFinite(OnSite), nameof(OnSite), $"The stiffness {OnSite} is not positive.");
    }
}
