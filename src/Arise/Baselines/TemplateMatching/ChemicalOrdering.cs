namespace Arise.Baselines.TemplateMatching;

/// <summary>How two species share the sites around an atom. The numbers are those of OVITO.</summary>
/// <remarks>Source: https://docs.ovito.org, modifier "Polyhedral template matching".</remarks>
public enum ChemicalOrdering
{
    /// <summary>None of the others.</summary>
    None = 0,

    /// <summary>The atom and all its neighbors are of one species.</summary>
    Pure = 1,

    /// <summary>L1_0 on fcc (CuAu): four neighbors in one cube plane are like the atom, the others unlike.</summary>
    L10 = 2,

    /// <summary>L1_2 on fcc (Cu3Au), the majority's site: four neighbors in one cube plane are unlike.</summary>
    L12Majority = 3,

    /// <summary>L1_2 on fcc, the minority's site: all twelve neighbors are unlike.</summary>
    L12Minority = 4,

    /// <summary>B2 on bcc (CsCl): the eight nearest are unlike, the six others like the atom.</summary>
    B2 = 5,

    /// <summary>Zinc blende on cubic and wurtzite on hexagonal diamond: the four nearest are unlike, the others like.
    /// </summary>
    ZincBlende = 6,

    /// <summary>Boron nitride on graphene: the three nearest are unlike, the six others like.</summary>
    BoronNitride = 7,
}
