global using SocialInnovation.Domain.SharedKernel;
