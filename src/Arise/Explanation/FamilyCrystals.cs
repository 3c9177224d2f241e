using System.Runtime.CompilerServices;
using Arise.Prototypes;

namespace Arise.Explanation;

/// <summary>
/// The crystals of a class that are laid over samples: its prototype, and of the further base members of its family
/// those that the free numbers of the ones before them do not reach.
/// </summary>
/// <remarks>
/// A base member that an earlier one fits well (<see cref="CrystalMatch.IsGood"/>) is its twin: trying it again would
/// find the same. Crystals are made when they are asked for, once for each class.
/// </remarks>
internal sealed class FamilyCrystals
{
    private static readonly ConditionalWeakTable<Prototype, FamilyCrystals> Known = new();

    private readonly List<MemberCrystal> _crystals = [];
    private readonly Lock _lock = new();
    private int _next;

    private FamilyCrystals(Prototype prototype) => Family = CrystalFamily.Of(prototype);

    /// <summary>The family.</summary>
    public CrystalFamily Family { get; }

    /// <summary>The crystals of a class.</summary>
    public static FamilyCrystals Of(Prototype prototype) => Known.GetValue(prototype, one => new FamilyCrystals(one));

    /// <summary>The crystals, the prototype first; further ones are made as the enumeration comes to them.</summary>
    /// <param name="cancellation">Ends the making.</param>
    public IEnumerable<MemberCrystal> All(CancellationToken cancellation)
    {
        for (int k = 0; At(k, cancellation) is { } crystal; k++)
            yield return crystal;
    }

    private MemberCrystal? At(int index, CancellationToken cancellation)
    {
        lock (_lock)
        {
            while (index >= _crystals.Count && _next < Family.Bases.Length)
            {
                FamilyBase one = Family.Bases[_next];
                if (!_crystals.Exists(other => IsTwin(other, one, cancellation)))
                    _crystals.Add(new MemberCrystal(one, new ReferenceCrystal(one.Structure)));
                _next++;
            }

            return index < _crystals.Count ? _crystals[index] : null;
        }
    }

    private static bool IsTwin(MemberCrystal known, FamilyBase one, CancellationToken cancellation) =>
        known.Base.Structure.Periodicity == one.Structure.Periodicity
        && StructureExplainer.Match(known.Crystal, one.Structure, cancellation).Match is { IsGood: true };
}
