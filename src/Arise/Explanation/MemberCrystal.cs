using Arise.Prototypes;

namespace Arise.Explanation;

/// <summary>A base member of a family, ready to be laid over samples.</summary>
internal sealed record MemberCrystal(FamilyBase Base, ReferenceCrystal Crystal);
