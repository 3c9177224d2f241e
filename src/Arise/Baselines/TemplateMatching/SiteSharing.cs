namespace Arise.Baselines.TemplateMatching;

/// <summary>Tells the chemical ordering from the species on a matched template.</summary>
internal static class SiteSharing
{
    private const double InPlane = 1e-6;

    // Bits of the four fcc neighbors in each of the three cube planes.
    private static readonly uint[] s_planes =
    [
        .. Enumerable.Range(0, 3).Select(axis => Templates.Fcc.Vertices
            .Select((v, k) => Math.Abs(v[axis]) < InPlane ? 1u << k : 0)
            .Aggregate((a, b) => a | b)),
    ];

    /// <summary>The ordering.</summary>
    /// <param name="template">The matched template.</param>
    /// <param name="center">Species of the atom.</param>
    /// <param name="species">Species on each vertex of the template.</param>
    public static ChemicalOrdering Of(Template template, int center, ReadOnlySpan<byte> species)
    {
        uint unlike = 0;
        int other = center;
        for (int k = 0; k < species.Length; k++)
        {
            if (species[k] == center)
                continue;
            if (other != center && species[k] != other)
                return ChemicalOrdering.None;
            other = species[k];
            unlike |= 1u << k;
        }

        if (unlike == 0)
            return ChemicalOrdering.Pure;
        uint all = (1u << species.Length) - 1;
        return template.Type switch
        {
            LocalStructure.Fcc when unlike == all => ChemicalOrdering.L12Minority,
            LocalStructure.Fcc when s_planes.Contains(unlike) => ChemicalOrdering.L12Majority,
            LocalStructure.Fcc when s_planes.Contains(all & ~unlike) => ChemicalOrdering.L10,
            LocalStructure.Bcc when unlike == (1u << 8) - 1 => ChemicalOrdering.B2,
            LocalStructure.CubicDiamond or LocalStructure.HexagonalDiamond when unlike == (1u << template.Inner) - 1 =>
                ChemicalOrdering.ZincBlende,
            LocalStructure.Graphene when unlike == (1u << template.Inner) - 1 => ChemicalOrdering.BoronNitride,
            _ => ChemicalOrdering.None,
        };
    }
}
