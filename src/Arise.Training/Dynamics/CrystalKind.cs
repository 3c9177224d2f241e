namespace Arise.Dynamics;

/// <summary>Crystals of one kind of atoms that the simulations start from.</summary>
internal enum CrystalKind
{
    /// <summary>Face-centered cubic.</summary>
    Fcc,

    /// <summary>Body-centered cubic.</summary>
    Bcc,

    /// <summary>Hexagonal close-packed.</summary>
    Hcp,

    /// <summary>Diamond.</summary>
    Diamond,
}
