using Arise.Baselines;
using Arise.Baselines.TemplateMatching;

namespace Arise.Benchmarking;

/// <summary>The space group that the answer of a method for an atom stands for; null for none.</summary>
/// <remarks>As the published comparison has it: an ordering that does not fit the type is no answer.</remarks>
internal static class SpaceGroupOf
{
    /// <summary>That of a local structure without regard to species.</summary>
    public static int? Structure(LocalStructure structure) => structure switch
    {
        LocalStructure.Fcc => 225,
        LocalStructure.Hcp => 194,
        LocalStructure.Bcc => 229,
        _ => null,
    };

    /// <summary>That of a template with its ordering.</summary>
    public static int? Template(LocalStructure structure, ChemicalOrdering ordering) => (structure, ordering) switch
    {
        (LocalStructure.Fcc or LocalStructure.Hcp or LocalStructure.Bcc, ChemicalOrdering.Pure) =>
            Structure(structure),
        (LocalStructure.SimpleCubic, ChemicalOrdering.Pure) => 221,
        (LocalStructure.CubicDiamond, ChemicalOrdering.Pure) => 227,
        (LocalStructure.HexagonalDiamond, ChemicalOrdering.Pure) => 194,
        (LocalStructure.Graphene, ChemicalOrdering.Pure) => 191,
        (LocalStructure.Fcc, ChemicalOrdering.L10) => 123,
        (LocalStructure.Fcc, ChemicalOrdering.L12Majority or ChemicalOrdering.L12Minority) => 221,
        (LocalStructure.Bcc, ChemicalOrdering.B2) => 221,
        (LocalStructure.CubicDiamond, ChemicalOrdering.ZincBlende) => 216,
        (LocalStructure.HexagonalDiamond, ChemicalOrdering.ZincBlende) => 186,
        (LocalStructure.Graphene, ChemicalOrdering.BoronNitride) => 194,
        _ => null,
    };
}
