using Arise.Numerics;

namespace Arise.Prototypes;

/// <summary>A strain that keeps the symmetry of a crystal.</summary>
/// <param name="Name">
/// What it changes: "volume", a ratio of axes ("c/a", "b/a"; the amplitude is the logarithm of the ratio), an angle
/// ("beta"), or of layers "area".
/// </param>
/// <param name="Tensor">The logarithmic strain of amplitude 1.</param>
internal sealed record FamilyStrain(string Name, SymmetricTensor Tensor);
